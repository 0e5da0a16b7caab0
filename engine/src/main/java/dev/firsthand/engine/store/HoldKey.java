package dev.firsthand.engine.store;

import java.util.UUID;

/// The key of one hold. What it wraps or seals is kept because it must be, and used for nothing: whoever works with
/// recordings has no way to it.
public final class HoldKey {
    private final PersonKey key;

    HoldKey(PersonKey key) {
        this.key = key;
    }

    /// The key of an object that is held, bound to that object.
    public byte[] wrap(ObjectKey object, UUID id) {
        return key.wrap(object, id);
    }

    public ObjectKey unwrap(byte[] wrapped, UUID id) {
        return key.unwrap(wrapped, id);
    }

    public byte[] seal(byte[] plain, byte[] context) {
        return key.seal(plain, context);
    }

    public byte[] open(byte[] sealed, byte[] context) {
        return key.open(sealed, context);
    }
}
