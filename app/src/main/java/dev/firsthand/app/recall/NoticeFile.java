package dev.firsthand.app.recall;

import dev.firsthand.engine.recall.RecallNotice;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A signed notice that was read from a file and holds.
record NoticeFile(Envelope envelope, RecallNotice notice, List<VerifierKey> signers) {
    /// Behind every entry at which a key may have been taken back: a notice brings no place in the log.
    private static final long NOWHERE = Long.MAX_VALUE;

    NoticeFile {
        signers = List.copyOf(signers);
    }

    /// `keys` are those beside the copy, unless others are named. What does not hold is an `IOException` that
    /// says so.
    static NoticeFile read(Path file, Optional<Path> keys) throws IOException {
        Path trusted = keys.orElse(file.resolveSibling("keys.txt"));
        try {
            Envelope envelope = Envelope.parse(bytes(file));
            return switch (TrustedKeys.parse(bytes(trusted)).open(envelope, NOWHERE)) {
                case EnvelopeCheck.Refused(var why) ->
                    throw new IOException(
                            "%s does not hold: %s. The keys are those of %s.".formatted(file, why, trusted));
                case EnvelopeCheck.Verified(var statement, var by) ->
                    new NoticeFile(envelope, RecallNotice.of(statement), by);
            };
        } catch (JsonFormatException e) {
            throw new IOException("%s is no recall notice: %s".formatted(file, e.why()), e);
        } catch (NoteFormatException e) {
            throw new IOException("%s is no keys file: %s".formatted(trusted, e.why()), e);
        }
    }

    static byte[] bytes(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "There is no file %s. The keys lie in evidence/keys.txt of every copy; the notice is on your pages."
                            .formatted(file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(JsonReader.BYTES_MAX);
        }
    }
}
