package dev.firsthand.perf;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.Controller;
import dev.firsthand.engine.consent.ListedConsent;
import dev.firsthand.engine.consent.NoticeDigest;
import dev.firsthand.engine.consent.NoticeTexts;
import dev.firsthand.engine.consent.Notices;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.Quiz;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.contributor.Contributors;
import dev.firsthand.engine.contributor.InvitationTerms;
import dev.firsthand.engine.contributor.JoinForm;
import dev.firsthand.engine.contributor.JoinResult;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.postgres.PostgresServer;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.LogKeyring;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.MemoryVault;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.PersonalColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// How often a second one core says from memory whether a yes stands, for lists, while the database is asked
/// again as soon as an answer grows stale; and how long another process goes on saying yes after a withdrawal.
public final class PermitsBench {
    private static final String NAME = "permits";
    private static final int PEOPLE = 1_000;
    private static final int LOOKS = 2_000_000;
    private static final int WITHDRAWALS = 20;
    private static final double LEAST_PER_SECOND = 50_000;
    private static final double MOST_MS = 1_000;

    private final BenchOptions options;
    private final InstantSource clock = InstantSource.system();

    private PermitsBench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException {
        new PermitsBench(BenchOptions.of(arguments, 0)).run();
    }

    private void run() throws IOException {
        Path work = options.work().resolve("permits");
        Folders.delete(work);
        DataFolder folder = DataFolder.open(work);
        try (var postgres = PostgresServer.start(folder.postgres());
                var here = Database.open(postgres.address());
                var there = Database.open(postgres.address())) {
            var vault = new MemoryVault();
            LogKeyring keys = LogKeyring.open(folder.keys().resolve("log"), vault, "log.example");
            var provenance = new Provenance(vault, keys.statements().signing(), clock);
            var columns = new PersonalColumns(vault);
            var rules = new RuleBook(provenance, new Jurisdiction("CH"), clock);
            var contributors = new Contributors(new Contributors.Keys(vault, columns), rules, provenance, clock);
            var controller = new Controller("Bench", "here", "nobody", "CH", Period.ofYears(1));
            var notices =
                    new Notices(new Holders(provenance, clock), controller, new NoticeTexts(provenance, clock), clock);
            var quiz = new Quiz(provenance, new SplittableRandom(1), clock);
            var consent = new Consent(new Consent.Rooms(notices, quiz, contributors, columns, provenance), clock);
            List<ContributorId> people = join(here, contributors, consent);
            looks(new ListedConsent(there, consent, clock), people);
            withdrawals(here, consent, new ListedConsent(there, consent, clock), people);
        }
        Folders.delete(work);
    }

    private static List<ContributorId> join(Database database, Contributors contributors, Consent consent) {
        return database.inTransaction(tx -> {
            NoticeDigest notice = consent.notices().current(tx).digest();
            var terms = new InvitationTerms(PEOPLE, Duration.ofDays(1));
            var link = contributors
                    .invitations()
                    .make(tx, PersonId.random(), terms)
                    .link();
            var form = new JoinForm(Personal.of("en"), Personal.of("CH"), 18);
            List<ContributorId> people = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                if (contributors.join(tx, link, form) instanceof JoinResult.Joined(var contributor, var token)) {
                    consent.answer(tx, contributor.id(), notice, Map.of(Purpose.TRAIN_ROBOT_POLICY, true));
                    people.add(contributor.id());
                }
            }
            return people;
        });
    }

    private void looks(ListedConsent listed, List<ContributorId> people) throws IOException {
        var rates = new Series();
        for (int round = 0; round <= options.rounds(); round++) {
            int yes = 0;
            long began = System.nanoTime();
            for (int look = 0; look < LOOKS; look++) {
                yes += listed.permits(people.get(look % PEOPLE), Purpose.TRAIN_ROBOT_POLICY) ? 1 : 0;
            }
            if (yes != LOOKS) {
                throw new IOException("somebody said yes and was told to have said no");
            }
            if (round > 0) { // the first warms up
                rates.add(LOOKS / ((System.nanoTime() - began) / 1e9));
            }
        }
        Figure.of(NAME, "permits-for-lists", rates.median(), "1/s")
                .atLeast(LEAST_PER_SECOND)
                .with("runs", rates.runs())
                .with("people", PEOPLE)
                .print();
    }

    /// The other process asks without a pause, so that it is as stale as it may be.
    private static void withdrawals(
            Database database, Consent consent, ListedConsent elsewhere, List<ContributorId> people) {
        double slowest = 0;
        for (ContributorId person : people.subList(0, WITHDRAWALS)) {
            elsewhere.permits(person, Purpose.TRAIN_ROBOT_POLICY);
            database.inTransaction(tx -> consent.withdraw(tx, person, Purpose.TRAIN_ROBOT_POLICY));
            long began = System.nanoTime();
            while (elsewhere.permits(person, Purpose.TRAIN_ROBOT_POLICY)) {
                Thread.onSpinWait();
            }
            slowest = Math.max(slowest, (System.nanoTime() - began) / 1e6);
        }
        Figure.of(NAME, "withdrawal-seen-elsewhere", slowest, "ms")
                .atMost(MOST_MS)
                .with("withdrawals", WITHDRAWALS)
                .print();
    }
}
