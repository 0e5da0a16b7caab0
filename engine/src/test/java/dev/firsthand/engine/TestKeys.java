package dev.firsthand.engine;

import dev.firsthand.engine.publiclog.LogKeys;
import dev.firsthand.evidence.log.PaddingKey;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import java.security.SecureRandom;
import java.util.List;

/// Keys of a log and of its statements, made once for all tests.
public final class TestKeys {
    private static final String ORIGIN = "log.example";
    private static final LogKeys LOG = new LogKeys(
            List.of(key(ORIGIN, KeyKind.ED25519), key(ORIGIN, KeyKind.ML_DSA_44_COSIGNATURE)),
            key(ORIGIN + "/statements", KeyKind.ED25519),
            new PaddingKey(new byte[PaddingKey.BYTES]));

    private TestKeys() {}

    private static SigningKey key(String name, KeyKind kind) {
        return SigningKey.generate(name, kind, new SecureRandom());
    }

    public static LogKeys log() {
        return LOG;
    }

    public static List<SigningKey> statements() {
        return List.of(LOG.statements());
    }
}
