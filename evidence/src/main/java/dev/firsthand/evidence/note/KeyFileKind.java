package dev.firsthand.evidence.note;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// How the key of a key file's seal is made; its first line says it.
public enum KeyFileKind {
    /// From a passphrase, by PBKDF2.
    STRETCHED("firsthand-key/1"),
    /// From a secret that was drawn, by HKDF.
    DRAWN("firsthand-key/2");

    private final String firstLine;

    KeyFileKind(String firstLine) {
        this.firstLine = firstLine;
    }

    static Optional<KeyFileKind> of(String firstLine) {
        return Arrays.stream(values())
                .filter(kind -> kind.firstLine.equals(firstLine))
                .findFirst();
    }

    String firstLine() {
        return firstLine;
    }

    byte[] label() {
        return firstLine.getBytes(StandardCharsets.US_ASCII);
    }
}
