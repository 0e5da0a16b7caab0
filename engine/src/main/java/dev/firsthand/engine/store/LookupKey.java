package dev.firsthand.engine.store;

import java.nio.charset.StandardCharsets;

/// Makes keyed digests by which sealed columns are searched. One per vault.
public final class LookupKey {
    private final byte[] secret;

    LookupKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /// HMAC-SHA-256 over the column's name and the value.
    public byte[] digest(String column, byte[] value) {
        return Secrets.hmac(secret, ("lookup/1\0" + column + "\0").getBytes(StandardCharsets.UTF_8), value);
    }
}
