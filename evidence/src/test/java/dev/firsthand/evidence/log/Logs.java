package dev.firsthand.evidence.log;

import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/// Seeded keys and facts for tests that need a log.
public final class Logs {
    public static final String ORIGIN = "log.example/firsthand";
    public static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");

    private static final SigningKey ED25519 = SigningKey.generate(ORIGIN, KeyKind.ED25519, new SeededRandom(1));
    private static final SigningKey ML_DSA =
            SigningKey.generate(ORIGIN, KeyKind.ML_DSA_44_COSIGNATURE, new SeededRandom(2));

    private Logs() {}

    /// One signature a checkpoint: quick.
    public static LogSigner signer() {
        return new LogSigner(ORIGIN, List.of(ED25519), InstantSource.fixed(TIME));
    }

    /// As a log of the product signs.
    public static LogSigner bothKinds() {
        return new LogSigner(ORIGIN, List.of(ED25519, ML_DSA), InstantSource.fixed(TIME));
    }

    /// Of a log that ended with its year.
    public static LogSigner endedSigner() {
        String origin = ORIGIN + "/2025";
        return new LogSigner(
                origin,
                List.of(SigningKey.generate(origin, KeyKind.ED25519, new SeededRandom(3))),
                InstantSource.fixed(TIME));
    }

    public static Padding padding(long seed) {
        return Padding.random(List.of("att", "consent"), new SeededRandom(seed));
    }

    public static Submission fact(long number) {
        return new Submission(new FactId(new UUID(7, number)), entry(number));
    }

    public static List<Submission> facts(long from, long to) {
        return LongStream.range(from, to).mapToObj(Logs::fact).toList();
    }

    public static byte[] entry(long number) {
        return "entry %d".formatted(number).getBytes(StandardCharsets.US_ASCII);
    }
}
