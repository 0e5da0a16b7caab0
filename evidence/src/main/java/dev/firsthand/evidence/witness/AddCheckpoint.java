package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The body of a call of `add-checkpoint`: the size that the witness is thought to know, what proves that the log
/// only grew since, and the checkpoint.
record AddCheckpoint(long oldSize, List<TreeHash> proof, SignedNote note, Checkpoint checkpoint) {
    static final int PROOF_MAX = 63;
    static final int BYTES_MAX = SignedNote.BYTES_MAX + 8192;

    private static final String OLD = "old ";

    AddCheckpoint {
        proof = List.copyOf(proof);
    }

    static AddCheckpoint of(long oldSize, List<TreeHash> proof, SignedNote note) throws NoteFormatException {
        return new AddCheckpoint(oldSize, proof, note, note.checkpoint());
    }

    static AddCheckpoint parse(byte[] body) throws NoteFormatException {
        String text = new String(body, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : Arrays.asList(text.substring(0, end).split("\n", -1));
        if (lines.isEmpty() || !lines.getFirst().startsWith(OLD) || lines.size() - 1 > PROOF_MAX) {
            throw new NoteFormatException(
                    "the body is a line `old <size>`, at most %d hashes, an empty line and a checkpoint"
                            .formatted(PROOF_MAX));
        }
        var proof = new ArrayList<TreeHash>();
        for (String line : lines.subList(1, lines.size())) {
            proof.add(TreeHash.ofBase64(line)
                    .orElseThrow(() -> new NoteFormatException("a line of the proof is no hash in base64")));
        }
        byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
        return of(size(lines.getFirst().substring(OLD.length())), proof, SignedNote.parse(note));
    }

    static long size(String decimal) throws NoteFormatException {
        try {
            long size = Long.parseUnsignedLong(decimal);
            if (Long.toUnsignedString(size).equals(decimal)) {
                return size;
            }
        } catch (NumberFormatException notOne) {
            // told below
        }
        throw new NoteFormatException("a size is a decimal of 64 bits without leading zeros");
    }

    byte[] bytes() {
        var text = new StringBuilder(OLD).append(Long.toUnsignedString(oldSize)).append('\n');
        proof.forEach(hash -> text.append(hash.base64()).append('\n'));
        text.append('\n').append(new String(note.bytes(), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
