package dev.firsthand.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class DirectoryVaultTest extends VaultContract {
    private final PersonId ada = PersonId.random();

    @Override
    Vault openVault(Path root) throws IOException {
        return DirectoryVault.open(root);
    }

    @Test
    void keys_outlive_a_restart_and_destruction_leaves_no_file() throws IOException {
        var root = folder.resolve("kept");
        var vault = openVault(root);
        vault.create(ada);
        var context = new byte[] {1};
        var stored = vault.key(ada).orElseThrow().seal("text".getBytes(StandardCharsets.UTF_8), context);
        var digest = vault.lookupKey().digest("column", context);

        var again = openVault(root);

        assertThat(again.key(ada).orElseThrow().open(stored, context))
                .asString()
                .isEqualTo("text");
        assertThat(again.lookupKey().digest("column", context)).isEqualTo(digest);
        again.destroy(ada);
        try (var files = Files.list(root.resolve("persons"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void key_files_are_private_and_wrapped() throws IOException {
        var root = folder.resolve("private");
        var vault = openVault(root);
        vault.create(ada);

        for (var file : new Path[] {root.resolve("master.key"), root.resolve("persons/" + ada.value())}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(Files.size(root.resolve("persons/" + ada.value()))).isEqualTo(8 + 12 + 32 + 16);
    }

    @Test
    void a_missing_master_key_is_never_replaced_while_people_have_keys() throws IOException {
        var root = folder.resolve("missing");
        openVault(root).create(ada);
        Files.delete(root.resolve("master.key"));

        assertThatThrownBy(() -> openVault(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("master.key is missing, but 1 person keys are wrapped under it");
        assertThat(root.resolve("master.key")).doesNotExist();
    }

    @Test
    void a_key_file_of_another_person_or_master_does_not_open() throws IOException {
        var root = folder.resolve("moved");
        var vault = openVault(root);
        vault.create(ada);
        var bob = PersonId.random();
        Files.copy(root.resolve("persons/" + ada.value()), root.resolve("persons/" + bob.value()));
        assertThatThrownBy(() -> vault.key(bob)).isInstanceOf(SealBrokenException.class);

        Files.write(root.resolve("master.key"), new byte[32]);
        assertThatThrownBy(() -> openVault(root).key(ada)).isInstanceOf(SealBrokenException.class);
        Files.write(root.resolve("master.key"), new byte[31]);
        assertThatThrownBy(() -> openVault(root)).hasMessageContaining("has 31 bytes, a master key has 32");
    }

    @Test
    void a_new_master_key_wraps_every_key_and_all_that_was_sealed_and_found_before_still_is() throws IOException {
        var root = folder.resolve("rotated");
        var vault = DirectoryVault.open(root);
        vault.create(ada);
        var context = new byte[] {1};
        var stored = vault.key(ada).orElseThrow().seal(new byte[] {7}, context);
        var digest = vault.lookupKey().digest("column", context);
        var secret = vault.secret("purpose");
        var oldMaster = Files.readAllBytes(root.resolve("master.key"));
        var oldKey = Files.readAllBytes(root.resolve("persons/" + ada.value()));

        for (int i = 1; i <= 2; i++) {
            assertThat(DirectoryVault.rotateMaster(root)).isEqualTo(i);
            var again = DirectoryVault.open(root);
            assertThat(again.key(ada).orElseThrow().open(stored, context)).containsExactly(7);
            assertThat(again.lookupKey().digest("column", context)).isEqualTo(digest);
            assertThat(again.secret("purpose")).isEqualTo(secret);
            again.create(PersonId.random());
        }

        assertThat(Files.readAllBytes(root.resolve("master.key"))).hasSize(32).isNotEqualTo(oldMaster);
        assertThat(Files.readAllBytes(root.resolve("persons/" + ada.value()))).isNotEqualTo(oldKey);
        var stolen = folder.resolve("stolen");
        Files.createDirectories(stolen.resolve("persons"));
        Files.write(stolen.resolve("master.key"), oldMaster);
        Files.copy(root.resolve("persons/" + ada.value()), stolen.resolve("persons/" + ada.value()));
        var thief = DirectoryVault.open(stolen);
        assertThatThrownBy(() -> thief.key(ada)).isInstanceOf(SealBrokenException.class);
    }

    @Test
    void a_rotation_cut_short_anywhere_loses_no_key_and_goes_on() throws IOException {
        var root = folder.resolve("cut");
        var vault = DirectoryVault.open(root);
        var bob = PersonId.random();
        vault.create(ada);
        vault.create(bob);
        var secret = vault.secret("purpose");

        MasterKeys.begin(root);
        assertOpens(root, secret, bob);
        var masters = MasterKeys.read(root);
        masters.keepRoot(root);
        assertOpens(root, secret, bob);
        Files.write(root.resolve("persons/.half.new"), new byte[] {1});
        var both = Files.readAllBytes(root.resolve("master.key"));

        assertThat(DirectoryVault.rotateMaster(root)).isEqualTo(2);

        assertThat(both).startsWith(Files.readAllBytes(root.resolve("master.key")));
        assertOpens(root, secret, bob);
        assertThat(root.resolve("persons/.half.new")).doesNotExist();
    }

    private void assertOpens(Path root, byte[] secret, PersonId bob) throws IOException {
        var again = DirectoryVault.open(root);
        assertThat(again.key(ada)).isPresent();
        assertThat(again.key(bob)).isPresent();
        assertThat(again.secret("purpose")).isEqualTo(secret);
    }
}
