package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.TestKeys;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.backup.DataBackup;
import dev.firsthand.engine.backup.KeyBackup;
import dev.firsthand.engine.backup.Restorations;
import dev.firsthand.engine.backup.Restore;
import dev.firsthand.engine.backup.Restore.OldKeys;
import dev.firsthand.engine.backup.Snapshot;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.ObjectMissingException;
import dev.firsthand.engine.custody.PlainFolders;
import dev.firsthand.engine.custody.Stores;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.message.FolderMessages;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.DirectoryBlobStore;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.Installation;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.withdrawal.LeavingHouse.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The whole promise: whoever takes everything back is gone from rows, files, messages and logs, and in the end from
/// backups; and whatever backup is put back before that opens nothing of them.
@Timeout(180)
class ErasureScanTest {
    private static final String MARK = MarkedPerson.MARK;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int DAYS_MAX = 30;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static DataFolder data;
    static WalkingHouse walking;
    static LeavingHouse house;
    static DataBackup dataBackup;
    static KeyBackup keyBackup;

    @BeforeAll
    static void build() throws IOException {
        data = DataFolder.open(folder.resolve("data"));
        new Installation(data).hold(DATABASE.database());
        walking = WalkingHouse.onDisk(71, DATABASE.database(), data);
        var messages = new FolderMessages(data.root().resolve("messages"));
        house = LeavingHouse.of(walking, new Kept(messages, DirectoryVault.open(data.holds())));
        dataBackup = new DataBackup(folder.resolve("backup"));
        keyBackup = new KeyBackup(folder.resolve("safe"));
    }

    @AfterAll
    static void close() {
        walking.close();
    }

    @Test
    void whoever_takes_everything_back_is_nowhere_and_the_oldest_backup_opens_nothing_of_them() throws Exception {
        EpisodeId staying = walking.recordsForRelease("wipe table");
        var person = new MarkedPerson(walking, house, folder).lives();
        var released = walking.releases("towels");
        assertThat(marks())
                .as("one is in plain, the rest is sealed or lies to be sent")
                .isNotEmpty()
                .allMatch(found -> found.contains(MarkedPerson.IN_COPIES) || found.startsWith("messages/"));
        assertThat(data.root().resolve("messages")).isDirectoryContaining("glob:**.txt");
        Snapshot oldest = takesData(2);
        List<Snapshot> keys = new ArrayList<>(List.of(takesKeys()));

        Withdrawal withdrawal = house.withdraws(person.id(), Level.RECALL).withdrawal();
        WalkingHouse.waitFor(() -> {
            house.goesOn();
            return house.now(withdrawal).reached().superseded().isPresent();
        });
        WalkingHouse.waitFor(() -> isRetired(walking.copy(released)));
        int days = 0;
        while (house.now(withdrawal).reached().destroyed().isEmpty()) {
            assertThat(days++).isLessThan(DAYS_MAX);
            walking.people().clock().advance(DAY);
            keys.add(takesKeys());
            house.goesOn();
        }

        assertThat(marks()).isEmpty();
        assertThat(person.others())
                .as("who lives there, and who asked for removal")
                .hasSize(2)
                .allSatisfy(gone ->
                        assertThat(rowsAndFiles(gone.value().toString())).isEmpty());
        assertThat(rowsAndFiles(person.id().value().toString())).isEmpty();
        assertThat(house.audit().findings()).isEmpty();

        keys.removeIf(old -> Files.notExists(old.folder()));
        assertThat(keys).hasSizeLessThan(days);
        try (Again again = restores(oldest, keys.getFirst())) {
            assertThat(again.confirms()).isTrue();
            assertThat(PlainScan.rows(again.database(), person.id().value().toString()))
                    .as("the rows are back")
                    .isNotEmpty();
            assertThat(again.opens(contributor(staying), video(staying))).isTrue();
            for (ObjectId gone : List.of(
                    person.video(), person.drawn().cleaned(), person.drawn().proxy())) {
                assertThatThrownBy(() -> again.opens(person.id(), gone)).isInstanceOf(ObjectMissingException.class);
            }
            assertThat(PlainScan.rows(again.database(), MARK))
                    .allMatch(found -> found.contains(MarkedPerson.IN_COPIES));
        }

        takesData(1);
        assertThat(oldest.folder()).doesNotExist();
        assertNothingInBackupsOf(person);
    }

    private void assertNothingInBackupsOf(MarkedPerson.Known person) throws IOException {
        for (String backups : List.of("backup", "safe")) {
            assertThat(PlainScan.files(folder.resolve(backups), MARK)).isEmpty();
            assertThat(PlainScan.files(
                            folder.resolve(backups), person.id().value().toString()))
                    .as("but that it is never put back")
                    .allMatch(found -> found.startsWith("destroyed.txt"));
        }
    }

    private static ContributorId contributor(EpisodeId episode) {
        return walking.within(tx -> walking.episodes().find(tx, episode))
                .orElseThrow()
                .contributor();
    }

    private static ObjectId video(EpisodeId episode) {
        return walking.within(tx -> walking.episodes().find(tx, episode))
                .orElseThrow()
                .recording()
                .master();
    }

    private static List<String> marks() throws IOException {
        return rowsAndFiles(MARK);
    }

    private static List<String> rowsAndFiles(String word) throws IOException {
        List<String> found = new ArrayList<>(PlainScan.rows(DATABASE.database(), word));
        found.addAll(PlainScan.files(data.root(), word));
        return found;
    }

    /// Only what stays of a copy that nobody fetches any more lies there.
    private static boolean isRetired(Path copy) {
        String[] names = Objects.requireNonNullElse(copy.toFile().list(), new String[0]);
        return Set.of("files.txt", "evidence").containsAll(List.of(names));
    }

    private static Snapshot takesData(int keep) throws IOException {
        walking.people().clock().advance(Duration.ofSeconds(1));
        return dataBackup.take(
                data, DATABASE.address(), walking.people().clock().instant(), keep);
    }

    private static Snapshot takesKeys() throws IOException {
        return keyBackup.take(data, List.of(), walking.people().clock().instant());
    }

    private static Again restores(Snapshot rows, Snapshot keys) throws IOException {
        DatabaseAddress address = TestDatabase.empty();
        Path root = folder.resolve("again");
        new Restore(root, Optional.of(address), walking.people().clock().instant())
                .from(rows.folder(), keys.folder(), OldKeys.REFUSED);
        Database database = Database.open(address);
        DataFolder again = DataFolder.open(root);
        new Installation(again).hold(database);
        var vault = DirectoryVault.open(again.keys());
        var provenance =
                new Provenance(vault, TestKeys.statements(), walking.people().clock());
        return new Again(again, database, vault, provenance);
    }

    /// The server that was put back.
    private record Again(DataFolder data, Database database, DirectoryVault vault, Provenance provenance)
            implements AutoCloseable {
        boolean confirms() {
            var restorations = new Restorations(provenance, walking.people().clock());
            return database.inTransaction(tx ->
                    restorations.confirm(tx, walking.people().operator().id().value()));
        }

        boolean opens(ContributorId person, ObjectId object) throws IOException {
            var clock = walking.people().clock();
            var stores = new Stores(database, DirectoryBlobStore.open(data.blobs()), vault);
            var custody = new Custody(stores, PlainFolders.onDisk(data.work()), provenance, clock);
            PermitResult permit = database.inTransaction(tx ->
                    SyntheticHouse.consent(vault, provenance, clock).permit(tx, person, Purpose.QUALITY_AND_LABELLING));
            assertThat(permit).as("the yes is back as well").isInstanceOf(PermitResult.Permitted.class);
            try (var bytes = custody.open(((PermitResult.Permitted) permit).permit(), object)) {
                return bytes.read() >= 0;
            }
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
