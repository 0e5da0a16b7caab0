package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every vault does.
abstract class VaultContract {
    @TempDir
    Path folder;

    private final PersonId person = PersonId.random();
    private Vault vault = new MemoryVault();

    abstract Vault openVault(Path root) throws IOException;

    @BeforeEach
    void open() throws IOException {
        vault = openVault(folder.resolve("keys"));
    }

    @Test
    void a_person_has_a_key_from_creation_to_destruction() {
        assertThat(vault.key(person)).isEmpty();
        vault.create(person);
        assertThat(vault.key(person)).isPresent();
        assertThatThrownBy(() -> vault.create(person)).hasMessageContaining("has a key already");

        vault.destroy(person);
        vault.destroy(person);

        assertThat(vault.key(person)).isEmpty();
    }

    @Test
    void what_one_persons_key_sealed_no_other_opens() {
        var other = PersonId.random();
        vault.create(person);
        vault.create(other);
        var object = UUID.randomUUID();
        var wrapped = key(person).wrap(ObjectKey.random(), object);
        var sealedText = key(person).seal(bytes("text"), bytes("context"));

        assertThat(key(person).unwrap(wrapped, object)).isNotNull();
        assertThat(key(person).open(sealedText, bytes("context"))).isEqualTo(bytes("text"));
        assertThatThrownBy(() -> key(other).unwrap(wrapped, object)).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> key(person).unwrap(wrapped, UUID.randomUUID()))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> key(other).open(sealedText, bytes("context"))).isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> key(person).open(sealedText, bytes("other"))).isInstanceOf(SealBrokenException.class);
        assertThat(key(person).hmac(bytes("x"))).isEqualTo(key(person).hmac(bytes("x")));
        assertThat(key(person).hmac(bytes("x"))).isNotEqualTo(key(other).hmac(bytes("x")));
    }

    @Test
    void personal_columns_open_for_their_person_and_column_alone_and_are_found_by_their_digest() {
        var columns = new PersonalColumns(vault);
        vault.create(person);
        var name = Personal.of("Ada");

        var stored = columns.seal(person, "contributor.name", name);

        assertThat(columns.open(person, "contributor.name", stored)).contains(name);
        assertThatThrownBy(() -> columns.open(person, "contributor.mail", stored))
                .isInstanceOf(SealBrokenException.class);
        assertThat(columns.lookup("contributor.name", name))
                .isEqualTo(columns.lookup("contributor.name", Personal.of("Ada")))
                .isNotEqualTo(columns.lookup("contributor.mail", name))
                .isNotEqualTo(columns.lookup("contributor.name", Personal.of("Bob")));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("Ada");
        assertThat(name.toString()).isEqualTo("Personal[...]");

        vault.destroy(person);
        assertThat(columns.open(person, "contributor.name", stored)).isEmpty();
        assertThatThrownBy(() -> columns.seal(person, "contributor.name", name)).hasMessageContaining("no key");
    }

    private PersonKey key(PersonId id) {
        return vault.key(id).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
