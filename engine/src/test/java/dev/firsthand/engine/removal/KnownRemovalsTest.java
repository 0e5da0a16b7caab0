package dev.firsthand.engine.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.backup.DataBackup;
import dev.firsthand.engine.backup.KeyBackup;
import dev.firsthand.engine.backup.Restore;
import dev.firsthand.engine.backup.Restore.OldKeys;
import dev.firsthand.engine.backup.Snapshot;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.removal.Removal.Declared;
import dev.firsthand.engine.removal.Removal.State;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.Installation;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Rows are older than a removal, the keys were backed up after it.
class KnownRemovalsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path shared;

    @TempDir
    Path temporary;

    static DataFolder data;
    static SyntheticHouse people;
    static RemovalHouse house;

    private ContributorId home;
    private SessionId session;

    @BeforeAll
    static void build() throws IOException {
        data = DataFolder.open(shared.resolve("data"));
        new Installation(data).hold(DATABASE.database());
        people = SyntheticHouse.onDisk(68, DATABASE.database(), data);
        var jobs = new Jobs(DATABASE.database(), people.events(), people.clock(), JobSettings.ofWorkers(1));
        house = RemovalHouse.of(people, jobs);
    }

    @BeforeEach
    void a_home_in_which_something_was_recorded() {
        home = people.joins().id();
        people.answers(home, true);
        var start = new Start(home, people.task().version(), "Synthetic Phone 1");
        session = switch (people.within(tx -> people.capture().start(tx, start))) {
            case StartResult.Started(var begun) -> begun.id();
            case StartResult.Refused(var code, var message) -> throw new IllegalStateException(message);
        };
    }

    @Test
    void what_was_removed_is_removed_again_also_with_older_keys() throws IOException {
        Snapshot rows = takesRows();
        Snapshot oldKeys = takesKeys();
        SecretToken link = house.asks(home);
        house.removes(house.one(), link);
        takesKeys();

        try (Again again = restores(rows, oldKeys)) {
            assertThat(again.frozen()).as("before anything is taken up").isFalse();
            again.takesUp();

            assertThat(again.frozen()).isTrue();
            assertThat(again.stage()).isEqualTo(SessionStage.REMOVED);
            assertThat(again.removal(house.at(link).id()).state()).isEqualTo(State.REMOVED);
            assertThat(again.takesUp()).as("once").isZero();
        }
    }

    @Test
    void what_was_asked_before_the_backup_and_removed_after_it_is_removed_again() throws IOException {
        SecretToken link = house.asks(home);
        Snapshot rows = takesRows();
        house.removes(house.one(), link);

        try (Again again = restores(rows, takesKeys())) {
            again.takesUp();

            assertThat(again.stage()).isEqualTo(SessionStage.REMOVED);
        }
    }

    @Test
    void a_child_that_waits_for_a_decision_waits_again_as_long_as_it_did() throws IOException {
        Snapshot rows = takesRows();
        people.within(tx -> house.removals().declare(tx, home, session, Visible.CHILD));
        Removal asked = people.within(tx -> house.removals().open(tx)).stream()
                .filter(open -> open.sessions().contains(session))
                .findFirst()
                .orElseThrow();

        try (Again again = restores(rows, takesKeys())) {
            again.takesUp();

            assertThat(again.frozen()).isTrue();
            Removal waiting = again.removal(asked.id());
            assertThat(waiting.isOpen()).isTrue();
            assertThat(waiting.decideBy()).isEqualTo(asked.decideBy());
            assertThat(waiting.declared()).contains(new Declared(Visible.CHILD, Optional.empty()));
            assertThat(waiting.ground()).isEqualTo(Ground.MINOR);
        }
    }

    @Test
    void an_appeal_after_the_backup_freezes_again() throws IOException {
        SecretToken link = house.asks(home);
        house.keeps(house.one(), link);
        Snapshot rows = takesRows();
        house.appeals(link);

        try (Again again = restores(rows, takesKeys())) {
            assertThat(again.frozen()).isFalse();
            again.takesUp();

            assertThat(again.frozen()).isTrue();
            assertThat(again.removal(house.at(link).id()).state()).isEqualTo(State.APPEALED);
        }
    }

    @Test
    void rows_that_are_newer_than_the_keys_keep_what_was_decided_since() throws IOException {
        SecretToken link = house.asks(home);
        Snapshot keys = takesKeys();
        house.keeps(house.one(), link);

        try (Again again = restores(takesRows(), keys)) {
            again.takesUp();

            assertThat(again.frozen()).isFalse();
            assertThat(again.removal(house.at(link).id()).state()).isEqualTo(State.KEPT);
        }
    }

    @Test
    void what_was_recorded_after_the_backup_is_gone_with_it() throws IOException {
        Snapshot rows = takesRows();
        a_home_in_which_something_was_recorded();
        SecretToken link = house.asks(home);

        try (Again again = restores(rows, takesKeys())) {
            again.takesUp();

            assertThat(again.find(house.at(link).id())).isEmpty();
        }
    }

    private Snapshot takesRows() throws IOException {
        people.clock().advance(Duration.ofSeconds(1));
        return new DataBackup(temporary.resolve("backup"))
                .take(data, DATABASE.address(), people.clock().instant(), 7);
    }

    private Snapshot takesKeys() throws IOException {
        people.clock().advance(Duration.ofSeconds(1));
        List<String> asked = people.within(KnownRemovals::lines);
        return new KeyBackup(temporary.resolve("safe"))
                .take(data, asked, people.clock().instant());
    }

    private Again restores(Snapshot rows, Snapshot keys) throws IOException {
        DatabaseAddress address = TestDatabase.empty();
        new Restore(
                        temporary.resolve("again"),
                        Optional.of(address),
                        people.clock().instant())
                .from(rows.folder(), keys.folder(), OldKeys.REFUSED);
        return new Again(Database.open(address), session);
    }

    /// The rows that were put back.
    private record Again(Database database, SessionId session) implements AutoCloseable {
        int takesUp() {
            return new KnownRemovals(house.rooms(), house.removals(), people.clock()).takeUp(database);
        }

        boolean frozen() {
            return database.inTransaction(
                    tx -> !Freezes.frozen(tx, List.of(session)).isEmpty());
        }

        SessionStage stage() {
            return database.inTransaction(tx -> SessionList.find(tx, List.of(session)))
                    .getFirst()
                    .stage();
        }

        Removal removal(RemovalId id) {
            return find(id).orElseThrow();
        }

        Optional<Removal> find(RemovalId id) {
            return database.inTransaction(tx -> house.removals().find(tx, id));
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
