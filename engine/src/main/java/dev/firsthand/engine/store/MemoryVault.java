package dev.firsthand.engine.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A vault that forgets everything with its process.
public final class MemoryVault implements Vault {
    private final Map<PersonId, PersonKey> keys = new ConcurrentHashMap<>();
    private final LookupKey lookupKey = new LookupKey(Secrets.random(Secrets.KEY_BYTES));
    private final byte[] root = Secrets.random(Secrets.KEY_BYTES);

    @Override
    public void create(PersonId person) {
        var key = new PersonKey(Secrets.random(Secrets.KEY_BYTES));
        if (keys.putIfAbsent(person, key) != null) {
            throw new IllegalStateException("person %s has a key already".formatted(person.value()));
        }
    }

    @Override
    public Optional<PersonKey> key(PersonId person) {
        return Optional.ofNullable(keys.get(person));
    }

    @Override
    public void destroy(PersonId person) {
        keys.remove(person);
    }

    @Override
    public byte[] secret(String purpose) {
        return Secrets.derive(root, purpose);
    }

    @Override
    public LookupKey lookupKey() {
        return lookupKey;
    }
}
