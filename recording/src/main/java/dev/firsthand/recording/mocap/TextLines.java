package dev.firsthand.recording.mocap;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lines of a text, of limited length, whatever ends them.
final class TextLines {
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int number;
    private boolean afterReturn;

    TextLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    int number() {
        return number;
    }

    Optional<String> next() throws IOException {
        line.reset();
        while (true) {
            int c = in.read();
            if (c == '\n' && afterReturn) {
                afterReturn = false;
                continue;
            }
            afterReturn = c == '\r';
            if (c < 0 && line.size() == 0) {
                return Optional.empty();
            }
            if (c < 0 || c == '\n' || c == '\r') {
                number++;
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            line.write(c);
            if (line.size() > MotionLimits.LINE_BYTES_MAX) {
                throw new UnreadableMotion(
                        "motion-line-long",
                        "Line %d has over %d bytes.".formatted(number + 1, MotionLimits.LINE_BYTES_MAX));
            }
        }
    }

    /// A number, or NaN for an empty cell.
    double cell(String cell) throws UnreadableMotion {
        String bare = cell.strip();
        if (bare.isEmpty()) {
            return Double.NaN;
        }
        return DecimalText.parse(bare)
                .orElseThrow(() -> new UnreadableMotion(
                        "motion-number-unreadable",
                        "Line %d: a number was expected, %s found.".formatted(number, TextScanner.quoted(bare))));
    }
}
