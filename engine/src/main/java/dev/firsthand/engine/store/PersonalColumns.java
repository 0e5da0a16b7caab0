package dev.firsthand.engine.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Seals the columns of a table that point at a person, each under that person's key and bound to its column.
///
/// A column that must be searched has a second column beside it that holds [#lookup]: a keyed digest.
/// It outlives the person's key, so its row goes when the person's data goes.
public final class PersonalColumns {
    private final Vault vault;

    public PersonalColumns(Vault vault) {
        this.vault = vault;
    }

    /// Seals `value` for the column named `table.column`. The person's key must exist.
    public byte[] seal(PersonId owner, String column, Personal<String> value) {
        var key = vault.key(owner)
                .orElseThrow(() -> new IllegalStateException(
                        "no key for person %s: it was never created or is destroyed".formatted(owner.value())));
        return key.seal(value.reveal().getBytes(StandardCharsets.UTF_8), context(column));
    }

    /// Opens what [#seal] made; empty when the person's key is destroyed.
    public Optional<Personal<String>> open(PersonId owner, String column, byte[] sealed) {
        return vault.key(owner)
                .map(key -> key.open(sealed, context(column)))
                .map(plain -> Personal.of(new String(plain, StandardCharsets.UTF_8)));
    }

    /// The same for equal values of one column, whoever owns them; tells nothing without the vault.
    public byte[] lookup(String column, Personal<String> value) {
        return vault.lookupKey().digest(column, value.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] context(String column) {
        return ("column/1\0" + column).getBytes(StandardCharsets.UTF_8);
    }
}
