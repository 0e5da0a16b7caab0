package dev.firsthand.recording.video;

import dev.firsthand.recording.child.ChildOutput;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.TickFrames;
import dev.firsthand.recording.mp4.TimeBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Takes ffprobe's packet lines (`pts|dts|flags`) as they come and keeps numbers only.
final class PacketListing implements ChildOutput {
    static final int PACKETS_MAX = 2_000_000;
    private static final int LINE_BYTES_MAX = 200;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private final byte[] line = new byte[LINE_BYTES_MAX];
    private int lineLength;
    private final TickFrames frames = new TickFrames(4096);
    private int hidden;
    private int overlapping;
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
        if (fields.length < 3) {
            return;
        }
        if (frames.size() + hidden + withoutTime >= PACKETS_MAX) {
            full = true;
            throw new IOException("more than %d packets".formatted(PACKETS_MAX));
        }
        boolean decode = number(fields[1]);
        if (fields[2].contains("D")) { // the edit list hides it, or FFmpeg does because its time is past
            hidden++;
            overlapping += decode && Long.parseLong(fields[1]) < lastDecodeTick ? 1 : 0;
            return;
        }
        boolean presentation = number(fields[0]);
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
        frames.add(Long.parseLong(presentation ? fields[0] : fields[1]), fields[2].startsWith("K"));
    }

    private static boolean number(String field) {
        return NUMBER.matcher(field).matches();
    }

    int count() {
        return frames.size();
    }

    /// True when the listing was ended because there were more packets than we read.
    boolean full() {
        return full;
    }

    int withoutTime() {
        return withoutTime;
    }

    int hidden() {
        return hidden;
    }

    /// Hidden frames that lie before a shown one which came earlier.
    int overlapping() {
        return overlapping;
    }

    /// Everything in the order of showing, from zero.
    FrameTimes times(TimeBase base) {
        return frames.times(base, backwardsSteps);
    }
}
