package dev.firsthand.perf;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.JoinForm;
import dev.firsthand.engine.contributor.JoinResult;
import dev.firsthand.engine.household.HouseholdForm;
import dev.firsthand.engine.household.Households;
import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.LogKeyring;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.Staff;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.DirectoryVault;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.store.Vault;
import dev.firsthand.engine.task.Offer;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.TaskText;
import dev.firsthand.engine.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A server process on a house of many recordings, with somebody signed in as operator and somebody as contributor.
record FilledServer(UpProcess up, FilledServer.People people) implements AutoCloseable {
    private static final int CONTRIBUTORS = 10_000;
    private static final int TASKS = 1_000;
    private static final int SESSIONS = 100_000;
    private static final int AT_ONCE = 1_000;

    /// Who is signed in, and all recordings. `contributor` owns some of them.
    record People(SecretToken operator, SecretToken contributor, UUID task, UUID owner, List<FilledSession> sessions) {}

    static FilledServer start(BenchOptions options) throws IOException, InterruptedException, SQLException {
        Path data = options.work().resolve("data");
        People people = filled(data);
        UpProcess up = UpProcess.start(options, data);
        up.awaitAnswer();
        return new FilledServer(up, people);
    }

    @Override
    public void close() {
        up.close();
    }

    private static People filled(Path data) throws IOException, SQLException {
        Files.createDirectories(data);
        DataFolder folder = DataFolder.open(data);
        try (var postgres = PostgresServer.start(folder.postgres());
                var database = Database.open(postgres.address())) {
            var vault = DirectoryVault.open(folder.keys());
            return new Filling(database, vault, LogKeyring.open(folder.keys().resolve("log"), vault, "log.example"))
                    .fill();
        }
    }

    /// People and tasks come by the doors of their rooms, recordings by COPY.
    private record Filling(Database database, Vault vault, LogKeyring keys) {
        People fill() throws IOException, SQLException {
            InstantSource clock = InstantSource.system();
            var columns = new PersonalColumns(vault);
            var provenance = new Provenance(vault, keys.statements().signing(), clock);
            var staff = new Staff(vault, columns, provenance, clock);
            var operator = database.inTransaction(tx -> (LinkResult.SignedIn)
                    staff.follow(tx, staff.firstOperatorLink(tx).orElseThrow(), Personal.of("Operator One")));
            List<TaskId> tasks = database.inTransaction(tx ->
                    tasks(tx, new Tasks(provenance, clock), operator.member().id()));
            var rules = new RuleBook(provenance, new Jurisdiction("KE"), clock);
            var contributors = new Contributors(new Contributors.Keys(vault, columns), rules, provenance, clock);
            List<JoinResult.Joined> joined = new ArrayList<>();
            for (int i = 0; i < CONTRIBUTORS; i += AT_ONCE) {
                joined.addAll(database.inTransaction(
                        tx -> join(tx, contributors, operator.member().id())));
            }
            List<ContributorId> people =
                    joined.stream().map(one -> one.contributor().id()).toList();
            var households = new Households(vault, columns, provenance, clock);
            database.inTransaction(tx -> households.tell(tx, people.getFirst(), HouseholdForm.ALONE));
            var house =
                    new FilledHouse(database, vault, people, tasks, new FilledHouse.Size(SESSIONS, clock.instant()));
            house.fill();
            return new People(
                    operator.signIn(),
                    joined.getFirst().token(),
                    tasks.getFirst().value(),
                    people.getFirst().value(),
                    house.sessions());
        }

        private static List<TaskId> tasks(Tx tx, Tasks tasks, StaffId by) {
            List<TaskId> made = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                var text = new TaskText("Fold towel number %d.".formatted(i), "As you always do. ".repeat(20));
                made.add(tasks.publish(tx, by, Offer.of(text)).id());
            }
            return made;
        }

        private static List<JoinResult.Joined> join(Tx tx, Contributors contributors, StaffId by) {
            var terms = new InvitationTerms(AT_ONCE, Duration.ofDays(14));
            SecretToken link =
                    contributors.invitations().make(tx, by.person(), terms).link();
            List<JoinResult.Joined> joined = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                joined.add((JoinResult.Joined)
                        contributors.join(tx, link, new JoinForm(Personal.of("en"), Personal.of("KE"), 18)));
            }
            return joined;
        }
    }
}
