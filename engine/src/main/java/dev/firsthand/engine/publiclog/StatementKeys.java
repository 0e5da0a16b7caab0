package dev.firsthand.engine.publiclog;

import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The keys that sign statements, whichever log they go to: the newest signs, each older one has an end.
public record StatementKeys(List<SigningKey> keys, Map<VerifierKey, Instant> ends) {
    public StatementKeys {
        keys = List.copyOf(keys);
        ends = Map.copyOf(ends);
    }

    /// Those that sign what is stated now.
    public List<SigningKey> signing() {
        return List.of(keys.getLast());
    }

    /// The keys file for whoever checks what this installation stated. Each key may have stated of any time before
    /// its end: it also speaks of recordings that were made before there was a log.
    public byte[] trusted() {
        String steps = Step.OF_INSTALLATION.stream().map(Step::wireName).collect(Collectors.joining(","));
        var lines = new StringBuilder("firsthand-keys/1\n");
        for (SigningKey key : keys) {
            String end = Optional.ofNullable(ends.get(key.verifier()))
                    .map(Instant::toString)
                    .orElse("-");
            lines.append("key %s %s 1970-01-01T00:00:00Z %s\n"
                    .formatted(key.verifier().text(), steps, end));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    TrustedKeys trust() {
        try {
            return TrustedKeys.parse(trusted());
        } catch (NoteFormatException e) {
            throw new IllegalStateException("our own keys file does not read", e);
        }
    }
}
