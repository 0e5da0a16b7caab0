package dev.firsthand.engine.store;

/// The random AES-256 key of one sealed object. It leaves this package only wrapped, see [PersonKey#wrap].
public final class ObjectKey {
    private final byte[] secret;

    ObjectKey(byte[] secret) {
        if (secret.length != Secrets.KEY_BYTES) {
            throw new IllegalArgumentException(
                    "object key has %d bytes, not %d".formatted(secret.length, Secrets.KEY_BYTES));
        }
        this.secret = secret.clone();
    }

    public static ObjectKey random() {
        return new ObjectKey(Secrets.random(Secrets.KEY_BYTES));
    }

    byte[] secret() {
        return secret.clone();
    }
}
