package dev.firsthand.engine.store;

import java.util.Optional;
import java.util.UUID;

/// Keeps one key per hold, apart from those of people and under a master key of its own.
public final class HoldVault {
    private final Vault keys;

    /// `keys` keep nothing else.
    public HoldVault(Vault keys) {
        this.keys = keys;
    }

    /// Makes the key of a hold, or finds the one that was made before.
    public HoldKey create(UUID hold) {
        if (key(hold).isEmpty()) {
            keys.create(new PersonId(hold));
        }
        return key(hold).orElseThrow();
    }

    /// Empty once the hold has ended.
    public Optional<HoldKey> key(UUID hold) {
        return keys.key(new PersonId(hold)).map(HoldKey::new);
    }

    public void destroy(UUID hold) {
        keys.destroy(new PersonId(hold));
    }
}
