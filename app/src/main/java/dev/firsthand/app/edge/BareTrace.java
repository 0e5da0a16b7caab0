package dev.firsthand.app.edge;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Kinds and places of a fault and its causes, for the log. Messages of exceptions may hold anything, so they stay out.
public final class BareTrace extends ThrowableHandlingConverter {
    private static final int FRAMES_MAX = 20;
    private static final int CAUSES_MAX = 10;

    @Override
    public String convert(ILoggingEvent event) {
        List<String> lines = lines(event);
        return lines.isEmpty() ? "" : "\n  " + String.join("\n  ", lines);
    }

    static List<String> lines(ILoggingEvent event) {
        List<String> lines = new ArrayList<>();
        IThrowableProxy fault = event.getThrowableProxy();
        for (int i = 0; fault != null && i < CAUSES_MAX; i++, fault = fault.getCause()) {
            lines.add(fault.getClassName());
            StackTraceElementProxy[] frames = fault.getStackTraceElementProxyArray();
            if (frames != null) {
                Arrays.stream(frames).limit(FRAMES_MAX).forEach(frame -> lines.add("  " + frame.getSTEAsString()));
            }
        }
        return lines;
    }
}
