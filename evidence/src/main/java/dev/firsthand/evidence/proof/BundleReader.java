package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/// Reads a bundle part by part. Every byte of the file is covered by a digest that stands behind it, so that a
/// fault of the disk or of a copy is told by the name of its part.
final class BundleReader {
    static final String FIRST_LINE = "firsthand-proof/1";

    private static final int LINE_BYTES_MAX = 300;

    private final InputStream in;
    private final MessageDigest heads = Sha256.digester();
    private long parts;
    private String place = "beginning";

    BundleReader(InputStream in) throws IOException {
        this.in = new BufferedInputStream(in, 1 << 16);
        if (!line().equals(FIRST_LINE)) {
            throw broken("the file does not begin with the line " + FIRST_LINE);
        }
    }

    /// Empty at the end, after the end was checked.
    Optional<Part> next() throws IOException {
        place = "part %d".formatted(parts + 1);
        String line = line();
        List<String> words = List.of(line.split(" ", -1));
        if (words.getFirst().equals("end")) {
            checkEnd(line);
            return Optional.empty();
        }
        Optional<Part.Kind> kind = words.size() == 5 ? Part.Kind.ofWireName(words.get(1)) : Optional.empty();
        if (kind.isEmpty() || !words.getFirst().equals("part") || !Part.isName(words.get(2))) {
            throw broken("the line before it is broken");
        }
        place = "%s %s".formatted(words.get(1), words.get(2));
        Part part = new Part(kind.get(), words.get(2), body(kind.get(), words.get(3)));
        if (!part.head().equals(line + "\n")) {
            throw broken("its bytes are not those that the line before it names");
        }
        heads.update(part.head().getBytes(StandardCharsets.US_ASCII));
        parts++;
        return Optional.of(part);
    }

    private byte[] body(Part.Kind kind, String length) throws IOException {
        int bytes;
        try {
            bytes = Integer.parseInt(length);
        } catch (NumberFormatException e) {
            throw broken("its length is no number");
        }
        if (bytes < 0 || bytes > kind.bytesMax()) {
            throw broken("%d bytes, at most %d".formatted(bytes, kind.bytesMax()));
        }
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes || in.read() != '\n') {
            throw broken("it is cut off or longer than the line before it says");
        }
        return body;
    }

    private void checkEnd(String line) throws IOException {
        place = "end";
        if (!line.equals(end(parts, heads)) || in.read() >= 0) {
            throw broken("parts are missing, reordered or doubled, or something stands behind the last line");
        }
    }

    static String end(long parts, MessageDigest heads) {
        return "end %d %s".formatted(parts, Sha256.ofDigest(heads.digest()).hex());
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < ' ' || next > '~' || line.length() >= LINE_BYTES_MAX) {
                throw broken(next < 0 ? "the file ends too early" : "a line is broken");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private ProofFormatException broken(String why) {
        return new ProofFormatException(place, why);
    }
}
