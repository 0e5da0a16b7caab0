package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Signs the checkpoints of one log with each of its keys.
public record LogSigner(String origin, List<SigningKey> keys, InstantSource clock) {
    public LogSigner {
        keys = List.copyOf(keys);
        if (keys.isEmpty()
                || keys.stream().anyMatch(key -> !key.verifier().name().equals(origin))) {
            throw new IllegalArgumentException(
                    "each key of a log bears its origin %s, and there is one".formatted(origin));
        }
    }

    public List<VerifierKey> verifiers() {
        return keys.stream().map(SigningKey::verifier).toList();
    }

    SignedNote sign(Tree tree) {
        var checkpoint = new Checkpoint(origin, tree.size(), tree.root().base64());
        Instant now = clock.instant();
        return SignedNote.of(
                checkpoint, keys.stream().map(key -> key.sign(checkpoint, now)).toList());
    }
}
