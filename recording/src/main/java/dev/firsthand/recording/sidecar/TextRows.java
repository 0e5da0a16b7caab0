package dev.firsthand.recording.sidecar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text file line by line, cut into cells; lines, columns and the whole are bounded.
final class TextRows {
    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream bytes;
    private final byte[] line = new byte[SidecarLimits.LINE_BYTES];
    private long total;
    private long number;
    private boolean lastEnded = true;

    TextRows(InputStream bytes) {
        this.bytes = new BufferedInputStream(bytes, 1 << 16);
    }

    /// The next line that is not blank, without its end; empty at the end of the file.
    Optional<String> next() throws IOException {
        for (int length = fill(); length >= 0; length = fill()) {
            var text = new String(line, 0, length, StandardCharsets.UTF_8);
            if (number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
                text = text.substring(1);
            }
            text = text.strip();
            if (!text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    /// The number of the line that [#next] gave, from 1.
    long number() {
        return number;
    }

    /// Whether the line that [#next] gave had an end: a file that was cut off lacks the last one.
    boolean lastEnded() {
        return lastEnded;
    }

    static List<String> cells(String line, char separator) throws UnreadableSidecar {
        List<String> cells = new ArrayList<>(16);
        int from = 0;
        while (true) {
            int to = line.indexOf(separator, from);
            cells.add(unquoted(line.substring(from, to < 0 ? line.length() : to).strip()));
            if (to < 0) {
                return cells;
            }
            if (cells.size() == SidecarLimits.COLUMNS) {
                throw new UnreadableSidecar(
                        "sidecar-too-many-columns",
                        "A line has more than %d columns. Export only the columns that are needed."
                                .formatted(SidecarLimits.COLUMNS));
            }
            from = to + 1;
        }
    }

    private static String unquoted(String cell) {
        boolean quoted = cell.length() >= 2 && cell.charAt(0) == '"' && cell.charAt(cell.length() - 1) == '"';
        return quoted ? cell.substring(1, cell.length() - 1).strip() : cell;
    }

    private int fill() throws IOException {
        int length = 0;
        int read = bytes.read();
        if (read < 0) {
            return -1;
        }
        number++;
        while (read >= 0 && read != '\n') {
            if (length == line.length) {
                throw new UnreadableSidecar(
                        "sidecar-line-too-long",
                        "Line %d is longer than %d bytes: this does not look like a table of sensor readings."
                                .formatted(number, line.length));
            }
            line[length++] = (byte) read;
            read = bytes.read();
        }
        lastEnded = read == '\n';
        total += length + 1L;
        if (total > SidecarLimits.TEXT_BYTES) {
            throw new UnreadableSidecar(
                    "sidecar-too-large",
                    "The text is longer than %d bytes. Upload the recording in parts."
                            .formatted(SidecarLimits.TEXT_BYTES));
        }
        return length;
    }
}
