package dev.firsthand.engine.store;

/// Names one blob: 128 random bits in 32 hexadecimal digits. Says nothing about what is in it or whose it is.
public record BlobKey(String value) {
    public BlobKey {
        if (!value.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a blob key has 32 hexadecimal digits: " + value);
        }
    }

    public static BlobKey random() {
        return new BlobKey(java.util.HexFormat.of().formatHex(Secrets.random(16)));
    }
}
