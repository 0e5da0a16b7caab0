package dev.firsthand.evidence.audit;

import dev.firsthand.evidence.json.JsonFormatException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A file of answers: a first line, then one JSON object a line. Read and written as a stream.
public final class Answers {
    private static final String FIRST_LINE = "firsthand-answers/1";
    private static final int LINE_BYTES_MAX = 1 << 20;

    private final OutputStream out;

    private Answers(OutputStream out) {
        this.out = out;
    }

    public static Answers begin(OutputStream out) throws IOException {
        var answers = new Answers(out);
        answers.write(FIRST_LINE);
        return answers;
    }

    /// Writes the next one. The stream stays open.
    public void add(Answer answer) throws IOException {
        write(answer.line());
    }

    private void write(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Takes each answer of a file.
    public interface Taking {
        void take(Answer answer) throws IOException;
    }

    public static void read(InputStream file, Taking taking) throws IOException, JsonFormatException {
        var in = new BufferedInputStream(file);
        if (!new String(line(in), StandardCharsets.UTF_8).equals(FIRST_LINE)) {
            throw new JsonFormatException("a file of answers begins with the line " + FIRST_LINE);
        }
        for (byte[] line = line(in); line.length > 0; line = line(in)) {
            taking.take(Answer.parse(line));
        }
    }

    /// Without its end; empty behind the last one.
    private static byte[] line(InputStream in) throws IOException, JsonFormatException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == LINE_BYTES_MAX) {
                throw new JsonFormatException("a line has more than %d bytes".formatted(LINE_BYTES_MAX));
            }
            line.write(next);
        }
        return line.toByteArray();
    }
}
