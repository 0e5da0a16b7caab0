package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Signs the checkpoints of one log with each of its keys; with one that is being replaced until its end.
public record LogSigner(String origin, List<SigningKey> keys, InstantSource clock, Map<VerifierKey, Instant> ends) {
    public LogSigner {
        keys = List.copyOf(keys);
        ends = Map.copyOf(ends);
        if (keys.isEmpty()
                || keys.stream().anyMatch(key -> !key.verifier().name().equals(origin))) {
            throw new IllegalArgumentException(
                    "each key of a log bears its origin %s, and there is one".formatted(origin));
        }
        if (keys.stream().map(SigningKey::verifier).allMatch(ends::containsKey)) {
            throw new IllegalArgumentException("one key of a log has no end");
        }
    }

    public LogSigner(String origin, List<SigningKey> keys, InstantSource clock) {
        this(origin, keys, clock, Map.of());
    }

    /// With a new key in place of an old one of its kind. Until the end of the overlap both sign, so that whoever knows
    /// one of them can go on checking while the new one gets around.
    public LogSigner rotated(VerifierKey old, SigningKey added, Instant overlapEnds) {
        if (keys.stream().noneMatch(key -> key.verifier().equals(old))
                || added.verifier().kind() != old.kind()) {
            throw new IllegalArgumentException("a key of a log is replaced by one of its kind: " + old);
        }
        var all = new ArrayList<>(keys);
        all.add(added);
        var until = new HashMap<>(ends);
        until.put(old, overlapEnds);
        return new LogSigner(origin, all, clock, until);
    }

    public List<VerifierKey> verifiers() {
        return keys.stream().map(SigningKey::verifier).toList();
    }

    /// The lines of a policy file for the keys that sign now; during an overlap, both.
    public String policyLines() {
        var lines = new StringBuilder();
        signing(clock.instant())
                .forEach(key -> lines.append("log %s\n".formatted(key.verifier().text())));
        return lines.toString();
    }

    SignedNote sign(Tree tree) {
        var checkpoint = new Checkpoint(origin, tree.size(), tree.root().base64());
        Instant now = clock.instant();
        return SignedNote.of(
                checkpoint,
                signing(now).stream().map(key -> key.sign(checkpoint, now)).toList());
    }

    private List<SigningKey> signing(Instant now) {
        return keys.stream()
                .filter(key -> now.isBefore(ends.getOrDefault(key.verifier(), Instant.MAX)))
                .toList();
    }
}
