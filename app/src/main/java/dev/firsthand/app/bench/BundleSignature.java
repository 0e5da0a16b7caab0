package dev.firsthand.app.bench;

import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonReader;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The signature of a run: a statement about the digest of its bundle, in the format of the module evidence.
final class BundleSignature {
    /// A run stands in no log: no entry is before it.
    private static final long NOWHERE = Long.MAX_VALUE;

    private static final String SUBJECT = "SHA256SUMS";

    private BundleSignature() {}

    /// What is known of who stands for a run.
    sealed interface Said {
        record Holds(String words) implements Said {}

        record Refused(String why) implements Said {}
    }

    static void write(Bundle bundle, SigningKey key, Instant at) throws IOException {
        var predicate = new Statement.Predicate(Map.of(), List.of());
        Statement statement =
                Statement.of(Step.BENCH, at.truncatedTo(ChronoUnit.SECONDS), List.of(subject(bundle)), predicate);
        Files.write(
                bundle.folder().resolve(Bundle.SIGNATURE),
                Envelope.sign(statement, List.of(key)).bytes());
    }

    private static Statement.Subject subject(Bundle bundle) throws IOException {
        return new Statement.Subject(SUBJECT, new Sha256(bundle.digest()));
    }

    /// @param keys who may sign runs; without it a signature is only looked at
    static Said check(Bundle bundle, Optional<Path> keys) throws IOException {
        Path file = bundle.folder().resolve(Bundle.SIGNATURE);
        if (!Files.exists(file)) {
            return keys.isEmpty() ? new Said.Holds("nobody signed it") : new Said.Refused("nobody signed it");
        }
        try {
            Envelope envelope = Envelope.parse(bytes(file));
            return keys.isEmpty()
                    ? about(envelope.unverified(), bundle, "signed; --keys FILE tells by whom")
                    : checked(TrustedKeys.parse(bytes(keys.get())).open(envelope, NOWHERE), bundle);
        } catch (JsonFormatException malformed) {
            return new Said.Refused("%s is no statement: %s".formatted(Bundle.SIGNATURE, malformed.why()));
        } catch (NoteFormatException malformed) {
            throw new IOException("%s is no keys file: %s".formatted(keys.orElseThrow(), malformed.why()), malformed);
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(JsonReader.BYTES_MAX);
        }
    }

    private static Said checked(EnvelopeCheck check, Bundle bundle) throws IOException {
        return switch (check) {
            case EnvelopeCheck.Refused(var why) -> new Said.Refused(why);
            case EnvelopeCheck.Verified(var statement, var by) ->
                about(
                        statement,
                        bundle,
                        "signed at %s by %s"
                                .formatted(
                                        statement.at(),
                                        by.stream().map(VerifierKey::text).collect(Collectors.joining(", "))));
        };
    }

    private static Said about(Statement statement, Bundle bundle, String words) throws IOException {
        boolean isOfThis =
                statement.step() == Step.BENCH && statement.subjects().equals(List.of(subject(bundle)));
        return isOfThis ? new Said.Holds(words) : new Said.Refused("it is of another run");
    }
}
