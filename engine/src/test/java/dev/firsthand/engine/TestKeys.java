package dev.firsthand.engine;

import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import java.security.SecureRandom;
import java.util.List;

/// Keys that sign statements in tests, made once for all of them.
public final class TestKeys {
    private static final List<SigningKey> STATEMENTS =
            List.of(SigningKey.generate("log.example/statements", KeyKind.ED25519, new SecureRandom()));

    private TestKeys() {}

    public static List<SigningKey> statements() {
        return STATEMENTS;
    }
}
