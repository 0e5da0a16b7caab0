package dev.firsthand.evidence.note;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// A checkpoint with the signatures below it. Reading one says nothing of whether they hold: [#check] does.
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// Enough for two kinds of signatures of sixty witnesses.
    public static final int BYTES_MAX = 512 << 10;

    static final int SIGNATURES_MAX = 128;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    public static SignedNote of(Checkpoint checkpoint, List<NoteSignature> signatures) {
        return new SignedNote(checkpoint.text(), signatures);
    }

    public static SignedNote parse(byte[] bytes) throws NoteFormatException {
        String note = decode(bytes);
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new NoteFormatException("a note is a text, an empty line and lines of signatures");
        }
        String[] lines = note.substring(end + 2).split("\n", -1);
        if (lines.length < 2 || lines.length - 1 > SIGNATURES_MAX) {
            throw new NoteFormatException("a note has 1 to %d signatures".formatted(SIGNATURES_MAX));
        }
        var signatures = new ArrayList<NoteSignature>();
        for (String line : Arrays.asList(lines).subList(0, lines.length - 1)) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    private static String decode(byte[] bytes) throws NoteFormatException {
        if (bytes.length > BYTES_MAX) {
            throw new NoteFormatException("%d bytes of a note, at most %d".formatted(bytes.length, BYTES_MAX));
        }
        try {
            String note = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (note.chars().anyMatch(sign -> sign < ' ' && sign != '\n')) {
                throw new NoteFormatException("a control character in a note");
            }
            return note;
        } catch (CharacterCodingException e) {
            throw new NoteFormatException("a note must be UTF-8");
        }
    }

    public Checkpoint checkpoint() throws NoteFormatException {
        return Checkpoint.parse(text);
    }

    /// The lines that claim one of these keys.
    public List<NoteSignature> signaturesOf(Collection<VerifierKey> keys) {
        return signatures.stream()
                .filter(signature -> keys.stream().anyMatch(signature::claims))
                .toList();
    }

    /// The same text with more signatures; none stands twice.
    public SignedNote with(Collection<NoteSignature> more) {
        var all = new LinkedHashSet<>(signatures);
        all.addAll(more);
        return new SignedNote(text, List.copyOf(all));
    }

    public byte[] bytes() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.text()).append('\n'));
        return note.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Which of these keys signed. Lines of other keys are ignored.
    public NoteCheck check(Collection<VerifierKey> known) {
        var by = new ArrayList<NoteCheck.By>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (!signature.claims(key)) {
                    continue;
                }
                Optional<NoteCheck.By> held = held(key, signature.blob());
                if (held.isEmpty()) {
                    return new NoteCheck.Forged(key);
                }
                by.add(held.get());
            }
        }
        return by.isEmpty() ? new NoteCheck.Unsigned() : new NoteCheck.Signed(by);
    }

    private Optional<NoteCheck.By> held(VerifierKey key, byte[] blob) {
        if (!key.kind().isTimed()) {
            byte[] message = text.getBytes(StandardCharsets.UTF_8);
            return key.signed(message, blob) ? Optional.of(new NoteCheck.By(key, Optional.empty())) : Optional.empty();
        }
        if (blob.length != Long.BYTES + key.kind().signatureBytes()) {
            return Optional.empty();
        }
        long seconds = ByteBuffer.wrap(blob).getLong();
        byte[] signature = Arrays.copyOfRange(blob, Long.BYTES, blob.length);
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        try {
            return key.signed(SignedMessage.of(key, checkpoint(), text, seconds), signature)
                    ? Optional.of(new NoteCheck.By(key, Optional.of(Instant.ofEpochSecond(seconds))))
                    : Optional.empty();
        } catch (NoteFormatException noCheckpoint) {
            return Optional.empty();
        }
    }
}
