package dev.firsthand.app.edge;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/// One JSON object for each line of the log: `time`, `level`, `logger`, `message`, what the line names, and the kinds
/// and places of a fault without its messages.
public final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("message", event.getFormattedMessage());
        event.getMDCPropertyMap().forEach(line::put);
        List<KeyValuePair> named = event.getKeyValuePairs();
        if (named != null) {
            named.forEach(pair -> put(line, pair));
        }
        List<String> fault = BareTrace.lines(event);
        if (!fault.isEmpty()) {
            fault.forEach(line.putArray("fault")::add);
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode line, KeyValuePair pair) {
        switch (pair.value) {
            case Integer number -> line.put(pair.key, number);
            case Long number -> line.put(pair.key, number);
            case Boolean truth -> line.put(pair.key, truth);
            case null -> line.putNull(pair.key);
            default -> line.put(pair.key, pair.value.toString());
        }
    }
}
