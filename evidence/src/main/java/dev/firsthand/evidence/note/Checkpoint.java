package dev.firsthand.evidence.note;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a log says of itself: how many entries it has and the root over them, in base64. `size` is unsigned.
public record Checkpoint(String origin, long size, String root) {
    private static final int ROOT_BYTES = 32;
    private static final int ORIGIN_BYTES_MAX = 255;

    public Checkpoint {
        if (!VerifierKey.isName(origin) || origin.getBytes(StandardCharsets.UTF_8).length > ORIGIN_BYTES_MAX) {
            throw new IllegalArgumentException("no origin: 1 to 255 bytes, without spaces and '+'");
        }
        if (Base64s.decode(root).filter(bytes -> bytes.length == ROOT_BYTES).isEmpty()) {
            throw new IllegalArgumentException("no root: base64 of %d bytes".formatted(ROOT_BYTES));
        }
    }

    /// Reads the text of a note. Lines of extensions are let through: an Ed25519 signature covers them, we read none.
    public static Checkpoint parse(String text) throws NoteFormatException {
        List<String> lines = List.of(text.split("\n", -1));
        if (lines.size() < 4
                || !lines.getLast().isEmpty()
                || lines.subList(0, lines.size() - 1).contains("")) {
            throw new NoteFormatException("a checkpoint has three lines: origin, size, root");
        }
        long size = Decimal.parse(lines.get(1))
                .orElseThrow(() -> new NoteFormatException("the size of a checkpoint is a decimal of 64 bits"));
        try {
            return new Checkpoint(lines.get(0), size, lines.get(2));
        } catch (IllegalArgumentException e) {
            throw new NoteFormatException("a checkpoint has " + e.getMessage());
        }
    }

    public String text() {
        return "%s\n%s\n%s\n".formatted(origin, Long.toUnsignedString(size), root);
    }

    byte[] rootBytes() {
        return Base64s.decode(root).orElseThrow();
    }
}
