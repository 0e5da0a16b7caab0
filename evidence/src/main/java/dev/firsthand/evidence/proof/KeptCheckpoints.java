package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.note.SignedNote;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The checkpoints in a file that somebody kept: a signed note by itself, a bundle such as a receipt, or a
/// `.tlog-proof`. Nothing of them is believed yet.
public final class KeptCheckpoints {
    private static final int BYTES_MAX = TlogProof.BYTES_MAX;

    private KeptCheckpoints() {}

    public static List<SignedNote> of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (begins(in, BundleReader.FIRST_LINE)) {
                return ofBundle(in);
            }
            boolean isProof = begins(in, TlogProof.FIRST_LINE);
            byte[] bytes = in.readNBytes(BYTES_MAX + 1);
            if (bytes.length > BYTES_MAX) {
                throw new IOException("%s is too long for a checkpoint".formatted(file));
            }
            return List.of(isProof ? TlogProof.parse(bytes).checkpoint() : SignedNote.parse(bytes));
        }
    }

    private static boolean begins(InputStream in, String line) throws IOException {
        byte[] wanted = (line + "\n").getBytes(StandardCharsets.US_ASCII);
        in.mark(wanted.length);
        boolean begins = Arrays.equals(in.readNBytes(wanted.length), wanted);
        in.reset();
        return begins;
    }

    private static List<SignedNote> ofBundle(InputStream in) throws IOException {
        var notes = new ArrayList<SignedNote>();
        var reader = new BundleReader(in);
        Optional<Part> part = reader.next();
        while (part.isPresent() && part.get().kind() == Part.Kind.CHECKPOINT) {
            notes.add(SignedNote.parse(part.get().bytes()));
            part = reader.next();
        }
        return notes;
    }
}
