package dev.firsthand.engine.publiclog;

import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// The keys of one log, of two kinds, with the end of each that is being replaced; those that sign statements; and
/// the key that opens padding.
public record LogKeys(
        List<SigningKey> log, Map<VerifierKey, Instant> ends, StatementKeys statements, PaddingKey padding) {
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

    /// The keys file for whoever checks what this installation stated.
    public byte[] trusted() {
        return statements.trusted();
    }
}
