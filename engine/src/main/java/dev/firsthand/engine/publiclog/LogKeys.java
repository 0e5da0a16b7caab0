package dev.firsthand.engine.publiclog;

import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The keys of one log, of two kinds, with the end of each that is being replaced; the one that signs statements; and
/// the key that opens padding.
public record LogKeys(List<SigningKey> log, Map<VerifierKey, Instant> ends, SigningKey statements, PaddingKey padding) {
    public LogKeys {
        log = List.copyOf(log);
        ends = Map.copyOf(ends);
    }

    /// The name of the log.
    public String origin() {
        return log.getFirst().verifier().name();
    }

    LogSigner signer(InstantSource clock) {
        return new LogSigner(origin(), log, clock, ends);
    }

    /// All of them, also those that have ended.
    public List<VerifierKey> verifiers() {
        return log.stream().map(SigningKey::verifier).toList();
    }

    /// Those that have not ended.
    public List<VerifierKey> signingAt(Instant now) {
        return verifiers().stream()
                .filter(key -> now.isBefore(ends.getOrDefault(key, Instant.MAX)))
                .toList();
    }

    /// The Ed25519 key that signs longest.
    public VerifierKey newest() {
        return verifiers().stream()
                .filter(key -> key.kind() == KeyKind.ED25519)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    /// The keys file for whoever checks what this installation stated. Its first key may have stated of any time: it
    /// also speaks of recordings that were made before there was a log.
    public byte[] trusted() {
        return trusted(statements.verifier());
    }

    static byte[] trusted(VerifierKey statements) {
        String steps = Step.OF_INSTALLATION.stream().map(Step::wireName).collect(Collectors.joining(","));
        return "firsthand-keys/1\nkey %s %s 1970-01-01T00:00:00Z -\n"
                .formatted(statements.text(), steps)
                .getBytes(StandardCharsets.UTF_8);
    }
}
