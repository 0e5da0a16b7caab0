package dev.firsthand.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.MovableClock;
import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.backup.Restore.OldKeys;
import dev.firsthand.engine.backup.Restore.Restored;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.Installation;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.PrivateFiles;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    private static final byte[] RECORDED = "what the camera saw".getBytes(StandardCharsets.UTF_8);
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path shared;

    @TempDir
    Path temporary;

    private static DataFolder data = new DataFolder(Path.of(""));
    private static SyntheticHouse house = someHouse();

    private DataBackup dataBackup = new DataBackup(Path.of(""));
    private KeyBackup keyBackup = new KeyBackup(Path.of(""));

    @SuppressWarnings("NullAway") // set before any test
    private static SyntheticHouse someHouse() {
        return null;
    }

    @BeforeAll
    static void open() throws IOException {
        data = DataFolder.open(shared.resolve("data"));
        new Installation(data).hold(DATABASE.database());
        house = SyntheticHouse.onDisk(6, DATABASE.database(), data);
    }

    @BeforeEach
    void places() {
        dataBackup = new DataBackup(temporary.resolve("backup"));
        keyBackup = new KeyBackup(temporary.resolve("safe"));
    }

    @Test
    void a_recording_opens_again_out_of_the_backups_alone() throws IOException {
        ObjectId recording = records(house.contributor().id().person());
        Restored restored = restore(takeData(7), takeKeys(), OldKeys.REFUSED);

        assertThat(restored.destroyedSince()).isZero();
        try (Again again = again()) {
            assertThat(again.bytes(recording)).isEqualTo(RECORDED);
            assertThat(Files.readString(again.folder().root().resolve("database.id")))
                    .isEqualTo(Files.readString(data.root().resolve("database.id")));
            assertThat(again.rows()).isEqualTo(rows(DATABASE.database()));
            assertThat(again.joins())
                    .as("identity columns go on where they were")
                    .isTrue();
        }
    }

    @Test
    void after_a_restore_nothing_is_released_until_a_person_has_seen_to_it() throws IOException {
        restore(takeData(7), takeKeys(), OldKeys.REFUSED);
        try (Again again = again()) {
            var restorations = new Restorations(house.provenance(), house.clock());
            assertThat(again.database().inTransaction(Restorations::unconfirmed))
                    .isPresent();
            assertThat(again.confirms(restorations)).isTrue();
            assertThat(again.database().inTransaction(Restorations::unconfirmed))
                    .isEmpty();
            assertThat(again.confirms(restorations)).isFalse();
        }
        assertThat(house.within(Restorations::unconfirmed))
                .as("the server that was backed up goes on")
                .isEmpty();
    }

    @Test
    void a_destroyed_person_stays_destroyed_whatever_backup_is_put_back() throws IOException {
        PersonId person = house.joins().id().person();
        ObjectId recording = records(person);
        Snapshot oldData = takeData(30);
        Snapshot oldKeys = takeKeys();
        house.vault().destroy(person);
        house.clock().advance(DAY);
        takeKeys();

        assertThat(restore(oldData, oldKeys, OldKeys.REFUSED).destroyedSince()).isOne();
        try (Again again = again()) {
            assertThat(again.vault().key(person)).isEmpty();
            assertThatThrownBy(() -> again.bytes(recording)).isNotNull();
        }

        for (int day = 0; day < 8; day++) {
            house.clock().advance(DAY);
            takeKeys();
        }
        List<Snapshot> left = Snapshot.in(temporary.resolve("safe"), Snapshot.Kind.KEYS);
        assertThat(left)
                .hasSize(7)
                .allSatisfy(keys -> assertThat(
                                keys.file("persons").resolve(person.value().toString()))
                        .doesNotExist());
        assertThat(oldKeys.folder()).doesNotExist();
        restore(oldData, left.getFirst(), OldKeys.REFUSED);
        try (Again again = again()) {
            assertThat(again.vault().key(person)).isEmpty();
            assertThat(again.vault().key(house.contributor().id().person())).isPresent();
        }
    }

    @Test
    void keys_older_than_a_week_are_taken_only_by_somebody_who_says_so() throws IOException {
        Snapshot taken = takeData(7);
        Snapshot keys = takeKeys();
        house.clock().advance(KeyBackup.CYCLE.plusSeconds(1));

        assertThatThrownBy(() -> restore(taken, keys, OldKeys.REFUSED))
                .hasMessageContaining("is older than 7 days")
                .hasMessageContaining("--accept-old-keys");
        assertThat(again(temporary).root()).doesNotExist();
        assertThat(restore(taken, keys, OldKeys.ACCEPTED).keysFrom()).isEqualTo(keys.madeAt());
    }

    @Test
    void a_backup_that_is_not_as_it_was_written_makes_no_data_folder() throws IOException {
        records(house.contributor().id().person());
        Snapshot taken = takeData(7);
        Snapshot keys = takeKeys();
        Path rows = taken.file("tables").resolve("consent_grant.copy.gz");
        byte[] before = Files.readAllBytes(rows);
        byte[] flipped = before.clone();
        flipped[flipped.length / 2] ^= 1;
        Files.write(rows, flipped);
        assertThatThrownBy(() -> restore(taken, keys, OldKeys.REFUSED))
                .hasMessageContaining("1 file is not as they were written (tables/consent_grant.copy.gz)");
        Files.write(rows, before);

        Path blob = temporary
                .resolve("backup/blobs")
                .resolve(
                        Files.readAllLines(taken.file(BlobPool.LIST)).getFirst().replaceFirst("[0-9]+ ", ""));
        Files.delete(blob);
        assertThatThrownBy(() -> restore(taken, keys, OldKeys.REFUSED))
                .hasMessageContaining("is missing or shorter than it was");
        assertThat(again(temporary).root()).doesNotExist();
        assertThatThrownBy(() -> restore(keys, keys, OldKeys.REFUSED)).hasMessageContaining("is no backup of data");
    }

    @Test
    void old_backups_go_and_what_no_other_names_goes_with_them() throws IOException {
        ObjectId recording = records(house.contributor().id().person());
        takeData(2);
        long before = blobs();
        house.within(tx -> {
            house.custody().erase(tx, recording);
            return true;
        });
        house.custody().sweep();
        takeData(2);
        assertThat(blobs()).isEqualTo(before);
        takeData(2);
        assertThat(Snapshot.in(temporary.resolve("backup"), Snapshot.Kind.DATA)).hasSize(2);
        assertThat(blobs()).isEqualTo(before - 1);
    }

    @Test
    void a_folder_of_another_installation_is_refused_before_anything_is_written() throws IOException {
        takeKeys();
        DataFolder other = DataFolder.open(temporary.resolve("other"));
        assertThatThrownBy(() -> keyBackup.take(other, List.of(), house.clock().instant()))
                .hasMessageContaining("holds no installation yet");
        Files.writeString(other.root().resolve("database.id"), "another\n");
        assertThatThrownBy(() -> keyBackup.take(other, List.of(), house.clock().instant()))
                .hasMessageContaining("holds backups of another installation");
        assertThat(Snapshot.in(temporary.resolve("safe"), Snapshot.Kind.KEYS)).hasSize(1);
    }

    // --- what people do

    private static ObjectId records(PersonId person) throws IOException {
        try (var upload = house.within(tx -> house.custody().begin(tx, person))) {
            upload.append(ByteBuffer.wrap(RECORDED));
            upload.publish();
            house.within(tx -> {
                upload.recordPublished(tx);
                return true;
            });
            return upload.object();
        }
    }

    private Snapshot takeData(int keep) throws IOException {
        house.clock().advance(Duration.ofSeconds(1));
        return dataBackup.take(data, DATABASE.address(), house.clock().instant(), keep);
    }

    private Snapshot takeKeys() throws IOException {
        house.clock().advance(Duration.ofSeconds(1));
        return keyBackup.take(data, List.of(), house.clock().instant());
    }

    private long blobs() throws IOException {
        try (var files = Files.walk(temporary.resolve("backup/blobs"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    // --- what comes back

    private DatabaseAddress restoredRows = DATABASE.address();

    private Restored restore(Snapshot from, Snapshot keys, OldKeys oldKeys) throws IOException {
        restoredRows = TestDatabase.empty();
        PrivateFiles.remove(again(temporary).root());
        return new Restore(
                        again(temporary).root(),
                        Optional.of(restoredRows),
                        house.clock().instant())
                .from(from.folder(), keys.folder(), oldKeys);
    }

    private static DataFolder again(Path temporary) {
        return new DataFolder(temporary.resolve("again"));
    }

    private Again again() throws IOException {
        DataFolder folder = DataFolder.open(again(temporary).root());
        Database database = Database.open(restoredRows);
        new Installation(folder).hold(database);
        return new Again(folder, database, DirectoryVault.open(folder.keys()), house.clock());
    }

    private static long rows(Database database) {
        return database.inTransaction(tx -> tx.sql()
                .createQuery("select count(*) + (select count(*) from provenance_entry) from provenance_link")
                .mapTo(long.class)
                .one());
    }

    /// The rooms over what was put back.
    private record Again(DataFolder folder, Database database, Vault vault, MovableClock clock)
            implements AutoCloseable {
        long rows() {
            return BackupTest.rows(database);
        }

        byte[] bytes(ObjectId object) throws IOException {
            var provenance = new Provenance(vault, TestKeys.statements(), clock);
            var stores = new Stores(database, DirectoryBlobStore.open(folder.blobs()), vault);
            var custody = new Custody(stores, PlainFolders.onDisk(folder.work()), provenance, clock);
            PermitResult permit = database.inTransaction(tx -> SyntheticHouse.consent(vault, provenance, clock)
                    .permit(tx, house.contributor().id(), Purpose.CAPTURE_FOR_PAY));
            if (!(permit instanceof PermitResult.Permitted(var given))) {
                throw new IllegalStateException("consent does not stand: " + permit);
            }
            try (var bytes = custody.open(given, object)) {
                return bytes.readAllBytes();
            }
        }

        boolean joins() {
            long before = rows();
            var provenance = new Provenance(vault, TestKeys.statements(), clock);
            return confirms(new Restorations(provenance, clock)) && rows() > before;
        }

        boolean confirms(Restorations restorations) {
            return database.inTransaction(tx ->
                    restorations.confirm(tx, house.operator().id().person().value()));
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
