package dev.firsthand.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// One person's key while the vault still has it. Everything of the person is sealed under it, so it all goes with
/// it.
public final class PersonKey {
    private final byte[] wrapping;
    private final byte[] sealing;
    private final byte[] digesting;

    PersonKey(byte[] secret) {
        this.wrapping = Secrets.derive(secret, "firsthand/person/wrap/1");
        this.sealing = Secrets.derive(secret, "firsthand/person/seal/1");
        this.digesting = Secrets.derive(secret, "firsthand/person/hmac/1");
    }

    /// Wraps the key of one object so that it can stand in a row; bound to that object.
    public byte[] wrap(ObjectKey key, UUID object) {
        return Secrets.seal(wrapping, key.secret(), context(object));
    }

    /// Unwraps what [#wrap] made for the same object; else [SealBrokenException].
    public ObjectKey unwrap(byte[] wrapped, UUID object) {
        return new ObjectKey(Secrets.open(wrapping, wrapped, context(object)));
    }

    /// Seals a small value (a column, a statement); `context` says what it is and must be given again to open it.
    public byte[] seal(byte[] plain, byte[] context) {
        return Secrets.seal(sealing, plain, context);
    }

    /// Opens what [#seal] made with the same context; else [SealBrokenException].
    public byte[] open(byte[] sealed, byte[] context) {
        return Secrets.open(sealing, sealed, context);
    }

    /// HMAC-SHA-256 under this person's key: a name that means nothing once the key is gone.
    public byte[] hmac(byte[] bytes) {
        return Secrets.hmac(digesting, bytes);
    }

    private static byte[] context(UUID object) {
        return ByteBuffer.allocate(32)
                .put("object-key/1\0\0\0\0".getBytes(StandardCharsets.US_ASCII))
                .putLong(object.getMostSignificantBits())
                .putLong(object.getLeastSignificantBits())
                .array();
    }
}
