package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Takes ffprobe's packet lines (`pts|dts|flags`) as they come and keeps numbers only.
final class PacketListing implements ChildOutput {
    static final int PACKETS_MAX = 2_000_000;
    private static final int LINE_BYTES_MAX = 200;

    private final byte[] line = new byte[LINE_BYTES_MAX];
    private int lineLength;
    private long[] ticks = new long[4096];
    private boolean[] keyframe = new boolean[4096];
    private int count;
    private boolean full;
    private int withoutTime;
    private int backwardsSteps;
    private long lastDecodeTick = Long.MIN_VALUE;

    @Override
    public void accept(byte[] buffer, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                take(new String(line, 0, lineLength, StandardCharsets.ISO_8859_1));
                lineLength = 0;
            } else if (lineLength < LINE_BYTES_MAX) {
                line[lineLength++] = buffer[i];
            }
        }
    }

    private void take(String text) throws IOException {
        String[] fields = text.split("\\|", -1);
        if (fields.length < 3 || fields[2].contains("D")) {
            return; // not a packet, or one that the edit list hides
        }
        if (count == PACKETS_MAX) {
            full = true;
            throw new IOException("more than %d packets".formatted(PACKETS_MAX));
        }
        boolean presentation = number(fields[0]);
        boolean decode = number(fields[1]);
        if (!presentation && !decode) {
            withoutTime++;
            return;
        }
        if (decode) {
            long decodeTick = Long.parseLong(fields[1]);
            if (decodeTick <= lastDecodeTick) {
                backwardsSteps++;
            }
            lastDecodeTick = decodeTick;
        }
        if (count == ticks.length) {
            ticks = Arrays.copyOf(ticks, 2 * count);
            keyframe = Arrays.copyOf(keyframe, 2 * count);
        }
        ticks[count] = Long.parseLong(presentation ? fields[0] : fields[1]);
        keyframe[count++] = fields[2].startsWith("K");
    }

    private static boolean number(String field) {
        return !field.isEmpty()
                && field.length() <= 18
                && (Character.isDigit(field.charAt(0)) || field.charAt(0) == '-');
    }

    int count() {
        return count;
    }

    /// True when the listing was ended because there were more packets than we read.
    boolean full() {
        return full;
    }

    int withoutTime() {
        return withoutTime;
    }

    /// Everything in the order of showing, from zero.
    FrameTimes times(TimeBase base) {
        var order = new long[count];
        long first = Arrays.stream(ticks, 0, count).min().orElse(0);
        // One number per frame, tick first, so that sorting primitive numbers keeps the keyframe flag beside its tick.
        for (int i = 0; i < count; i++) {
            order[i] = Math.addExact(Math.multiplyExact(Math.subtractExact(ticks[i], first), 2), keyframe[i] ? 1 : 0);
        }
        Arrays.sort(order);
        var nanos = new long[count];
        var keys = new boolean[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = base.nanos(order[i] >> 1);
            keys[i] = (order[i] & 1) == 1;
        }
        return new FrameTimes(nanos, keys, backwardsSteps);
    }
}
