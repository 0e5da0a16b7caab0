package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.consent.Permit;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.consent.ReceiptCode;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.Derived;
import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.custody.PermitStaleException;
import dev.firsthand.engine.household.HouseholdForm;
import dev.firsthand.engine.household.ResidentAnswer.Said;
import dev.firsthand.engine.household.ResidentId;
import dev.firsthand.engine.household.TellResult;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.message.MailAddress;
import dev.firsthand.engine.message.Message;
import dev.firsthand.engine.removal.RemovalHouse;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.withdrawal.Holds.EndResult;
import dev.firsthand.engine.withdrawal.Holds.Ground;
import dev.firsthand.engine.withdrawal.Holds.SetResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WithdrawalTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static SyntheticHouse people;
    static Jobs jobs;
    static LeavingHouse house;

    @BeforeAll
    static void build() {
        people = SyntheticHouse.seeded(5, DATABASE.database(), folder);
        jobs = new Jobs(DATABASE.database(), people.events(), people.clock(), JobSettings.ofWorkers(1));
        house = LeavingHouse.of(people, jobs, people.evidence(folder));
    }

    @AfterAll
    static void close() throws IOException {
        jobs.close();
        house.evidence.log().close();
    }

    @Test
    void no_contact_takes_the_address_and_messages_that_wait_and_nothing_else() {
        ContributorId person = agreed();
        writtenTo(person);

        Withdrawal withdrawal = house.withdraws(person, Level.NO_CONTACT).withdrawal();

        assertThat(house.rowsOf("message_address")).isEmpty();
        assertThat(house.rowsOf("message_outbox"))
                .noneMatch(row -> row.contains(person.value().toString()));
        assertThat(permit(person, Purpose.TRAIN_ROBOT_POLICY)).isInstanceOf(PermitResult.Permitted.class);
        assertThat(house.state(withdrawal)).isEqualTo(WithdrawalState.CLOSED);
        assertThat(withdrawal.destroyedOn()).isEmpty();
    }

    @Test
    void no_new_releases_takes_back_what_a_release_needs_and_leaves_the_work() {
        ContributorId person = agreed();

        Withdrawal withdrawal = house.withdraws(person, Level.NO_NEW_RELEASES).withdrawal();

        assertThat(permit(person, Purpose.TRAIN_ROBOT_POLICY)).isInstanceOf(PermitResult.Refused.class);
        assertThat(permit(person, Purpose.SELL_TO_NAMED_BUYERS)).isInstanceOf(PermitResult.Refused.class);
        assertThat(permit(person, Purpose.CAPTURE_FOR_PAY)).isInstanceOf(PermitResult.Permitted.class);
        house.goesOn();
        assertThat(house.state(withdrawal)).isEqualTo(WithdrawalState.CLOSED);
        assertThat(house.rowsOf("contributor"))
                .anyMatch(row -> row.contains(person.value().toString()));
    }

    @Test
    void by_a_receipt_it_is_the_same_withdrawal_and_the_receipt_opens_nothing_afterwards() {
        ContributorId person = agreed();
        ReceiptCode code =
                people.within(tx -> people.consent().receipt(tx, person)).orElseThrow();

        Withdrawal withdrawal = people.within(
                        tx -> house.withdrawals.request(tx, person, Level.RECALL, VerifiedBy.RECEIPT))
                .withdrawal();

        assertThat(people.within((Tx tx) -> people.consent().byReceipt(tx, code)))
                .isEmpty();
        house.goesOn();
        assertThat(house.state(withdrawal)).isEqualTo(WithdrawalState.CLOSED);
        assertThat(people.vault().key(person.person())).isEmpty();
    }

    @Test
    void a_permit_that_was_given_before_opens_nothing_from_the_request_on() throws IOException {
        ContributorId person = agreed();
        ObjectId object = sealed(person, "bytes");
        Permit before = people.permit(person, Purpose.QUALITY_AND_LABELLING);

        house.withdraws(person, Level.RECALL);

        assertThatThrownBy(() -> people.custody().open(before, object)).isInstanceOf(PermitStaleException.class);
    }

    @Test
    void who_leaves_is_erased_and_the_key_is_called_destroyed_only_after_its_last_backup() throws IOException {
        ContributorId person = agreed();
        ObjectId object = sealed(person, "bytes");
        writtenTo(person);

        Withdrawal withdrawal = house.leaves(person);

        assertThat(people.vault().key(person.person())).isEmpty();
        assertThat(withdrawal.contributor()).isEmpty();
        assertThat(withdrawal.reached().erased()).isPresent();
        assertThat(withdrawal.reached().destroyed()).isEmpty();
        assertThat(house.state(withdrawal)).isEqualTo(WithdrawalState.CLOSED);
        for (String table : tables()) {
            assertThat(house.rowsOf(table))
                    .as(table)
                    .noneMatch(row -> row.contains(person.value().toString())
                            || row.contains(object.value().toString()));
        }

        people.clock().advance(Withdrawal.KEY_BACKUPS_KEPT.minus(Duration.ofSeconds(1)));
        house.goesOn();
        assertThat(house.now(withdrawal).reached().destroyed()).isEmpty();
        people.clock().advance(Duration.ofSeconds(1));
        house.goesOn();
        assertThat(house.now(withdrawal).reached().destroyed()).isEqualTo(withdrawal.destroyedOn());
    }

    @Test
    void progress_is_seen_by_the_link_and_by_the_sign_in_of_an_account_that_is_gone() {
        ContributorId person = agreed();
        var signIn = people.within(tx -> people.contributors().tokens().issue(tx, person));
        var asked = house.withdraws(person, Level.RECALL);
        house.goesOn();

        Optional<Contributor> known = people.within(tx -> people.contributors().carrying(tx, signIn));
        assertThat(known).isEmpty();
        Optional<Withdrawal> bySignIn = people.within(tx -> house.withdrawals.byLink(tx, signIn));
        Optional<Withdrawal> byLink = people.within(tx -> house.withdrawals.byLink(tx, asked.link()));
        assertThat(bySignIn).contains(house.now(asked.withdrawal())).isEqualTo(byLink);
    }

    @Test
    void who_lives_there_and_who_asked_for_removal_leave_with_the_contributor_and_those_of_another_home_stay() {
        RemovalHouse removals = RemovalHouse.of(people, jobs);
        ContributorId person = agreed();
        people.within(
                tx -> people.capture().start(tx, new Start(person, people.task().version(), "phone")));
        var asked = new PersonId(removals.at(removals.asks(person)).id().value());
        ResidentId resident = livesWith(person);
        ResidentId elsewhere = livesWith(agreed());

        house.leaves(person);

        for (PersonId gone : List.of(resident.person(), asked)) {
            assertThat(people.vault().key(gone)).isEmpty();
            for (String table : tables()) {
                assertThat(house.rowsOf(table))
                        .as(table)
                        .noneMatch(row -> row.contains(gone.value().toString()));
            }
        }
        assertThat(people.vault().key(elsewhere.person())).isPresent();
        assertThat(house.rowsOf("household_resident"))
                .anyMatch(row -> row.contains(elsewhere.value().toString()));
        assertThat(LogAuditReport.of(house).findings()).isEmpty();
    }

    @Test
    void whoever_asked_for_removal_is_told_by_their_link_that_it_is_removed_and_since_when_and_nothing_more() {
        RemovalHouse removals = RemovalHouse.of(people, jobs);
        ContributorId person = agreed();
        people.within(
                tx -> people.capture().start(tx, new Start(person, people.task().version(), "phone")));
        SecretToken link = removals.asks(person);
        assertThat(people.within((Tx tx) -> removals.removals().removedOn(tx, link)))
                .isEmpty();

        house.leaves(person);

        assertThat(people.within((Tx tx) -> removals.removals().find(tx, link))).isEmpty();
        assertThat(people.within((Tx tx) -> removals.removals().removedOn(tx, link)))
                .contains(removals.today());
        assertThat(house.rowsOf("(select removal, words, asked_at from removal_link where removed_on is not null)"))
                .containsOnly("(,,)");
        assertThat(removals.appeals(link)).isFalse();
    }

    @Test
    void from_the_request_on_nobody_asks_for_removal_by_the_code_of_the_home() {
        RemovalHouse removals = RemovalHouse.of(people, jobs);
        ContributorId person = agreed();
        SecretToken code = removals.code(person);
        assertThat(people.within((Tx tx) -> removals.removals().counts(tx, code)))
                .isPresent();

        house.withdraws(person, Level.RECALL);

        assertThat(people.within((Tx tx) -> removals.removals().counts(tx, code)))
                .isEmpty();
    }

    /// An adult, by the same word in every home, who has said yes.
    private static ResidentId livesWith(ContributorId person) {
        var home = new HouseholdForm(List.of(Personal.of("Heron")), 0);
        var told = (TellResult.Told) people.within(tx -> people.households().tell(tx, person, home));
        told.links()
                .values()
                .forEach(link ->
                        people.within(tx -> people.households().residents().answer(tx, link, Said.YES)));
        return told.household().adults().getFirst().id();
    }

    @Test
    void asked_for_twice_it_is_one_withdrawal() {
        ContributorId person = agreed();

        Withdrawal first = house.withdraws(person, Level.RECALL).withdrawal();

        assertThat(house.withdraws(person, Level.RECALL).withdrawal()).isEqualTo(first);
    }

    @Test
    void an_erasure_is_told_from_entries_that_somebody_closed() throws IOException {
        ContributorId gone = agreed();
        ContributorId other = agreed();
        house.leaves(gone);
        LogAuditReport after = LogAuditReport.of(house);
        assertThat(after.findings()).isEmpty();
        assertThat(after.erased()).isPositive();

        var kept = entry(other);
        set(kept, "erasure = (select id from provenance_erasure limit 1)");
        assertThat(LogAuditReport.of(house).findings())
                .anyMatch(finding -> finding.contains("Other entries are marked as erased"));
        set(kept, "erasure = null");
        assertThat(LogAuditReport.of(house).findings()).isEmpty();

        people.vault().destroy(other.person());
        assertThat(LogAuditReport.of(house).findings()).anyMatch(finding -> finding.contains("no erasure says so"));
    }

    @Test
    void what_is_held_is_out_of_use_and_its_key_goes_when_the_hold_ends() throws IOException {
        ContributorId person = agreed();
        ObjectId object = sealed(person, "in dispute");
        Hold hold = held(person, HoldKind.DISPUTE);

        Withdrawal withdrawal = house.leaves(person);

        assertThat(people.vault().key(person.person())).isEmpty();
        assertThat(house.rowsOf("custody_object"))
                .noneMatch(row -> row.contains(object.value().toString()));
        assertThat(house.rowsOf("withdrawal_held_object"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains(hold.id().toString(), object.value().toString()));
        assertThat(house.rowsOf("withdrawal_held_fact")).isNotEmpty();
        people.clock().advance(Duration.ofDays(20));
        house.goesOn();
        assertThat(house.now(withdrawal).reached().destroyed()).isEmpty();

        StaffId one = people.operator().id();
        StaffId other = new StaffId(people.joins().id().value());
        assertThat(ends(one, hold)).isEqualTo(new EndResult.Asked());
        assertThat(ends(one, hold)).isInstanceOf(EndResult.Refused.class);
        house.goesOn();
        assertThat(house.holdVault.key(hold.id())).as("one alone ends none").isPresent();
        assertThat(ends(other, hold)).isEqualTo(new EndResult.Ended());
        assertThat(ends(other, hold)).isInstanceOf(EndResult.Refused.class);
        house.goesOn();

        assertThat(house.holdVault.key(hold.id())).isEmpty();
        assertThat(house.rowsOf("withdrawal_held_object")).isEmpty();
        assertThat(house.rowsOf("withdrawal_held_fact")).isEmpty();
        people.clock().advance(Withdrawal.KEY_BACKUPS_KEPT);
        house.goesOn();
        assertThat(house.now(withdrawal).reached().destroyed()).isPresent();
    }

    @Test
    void a_hold_ends_on_its_day_and_one_without_a_reason_or_an_end_is_refused() {
        ContributorId person = agreed();
        Hold hold = held(person, HoldKind.TAX);
        assertThat(hold.reason().reveal()).isEqualTo("case 7");

        people.clock().advance(Duration.ofDays(31));
        house.goesOn();

        assertThat(people.within(tx -> house.holds.find(tx, hold.id()))
                        .orElseThrow()
                        .endedAt())
                .isPresent();
        assertThat(house.holdVault.key(hold.id())).isEmpty();
        var never = new Ground(
                HoldKind.TAX, Personal.of(" "), people.clock().instant().plus(Duration.ofDays(1)));
        SetResult refused =
                people.within(tx -> house.holds.set(tx, people.operator().id(), person, never));
        assertThat(refused).isInstanceOf(SetResult.Refused.class);
    }

    private static EndResult ends(StaffId member, Hold hold) {
        return people.within(tx -> house.holds.end(tx, member, hold.id(), Personal.of("The court let it go.")));
    }

    private static Hold held(ContributorId person, HoldKind kind) {
        var ground =
                new Ground(kind, Personal.of("case 7"), people.clock().instant().plus(Duration.ofDays(30)));
        return people.within(tx -> house.holds.set(tx, people.operator().id(), person, ground))
                        instanceof SetResult.Set(var hold)
                ? hold
                : fail("the hold was not set");
    }

    private static ContributorId agreed() {
        ContributorId person = people.joins().id();
        people.answers(person, true);
        return person;
    }

    private static ObjectId sealed(ContributorId person, String text) throws IOException {
        Derived derived = people.custody().derive(person.person());
        ObjectId object = derived.seal(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        people.database().inTransactionDo(derived::keep);
        return object;
    }

    private static void writtenTo(ContributorId person) {
        var address = new MailAddress("somebody@example.org");
        people.database().inTransactionDo(tx -> {
            house.outbox.addresses().keep(tx, person.person(), address);
            var words = new Message.Words(Message.Kind.DECISION, Personal.of("decided"), Personal.of("Look."));
            house.outbox.write(tx, person.person(), address, words);
        });
    }

    private static PermitResult permit(ContributorId person, Purpose purpose) {
        return people.within(tx -> people.consent().permit(tx, person, purpose));
    }

    private static List<String> tables() {
        return people.within(tx -> tx.sql().createQuery("""
                        select table_name from information_schema.tables
                         where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name
                        """).mapTo(String.class).list());
    }

    private static String entry(ContributorId person) {
        return people.within(tx -> tx.sql()
                .createQuery("select cast(id as text) from provenance_entry where person = :person limit 1")
                .bind("person", person.value())
                .mapTo(String.class)
                .one());
    }

    private static void set(String entry, String what) {
        people.database()
                .inTransactionDo(
                        tx -> tx.sql().execute("update provenance_entry set " + what + " where id = '" + entry + "'"));
    }

    /// What the audit found, in words.
    private record LogAuditReport(long erased, List<String> findings) {
        static LogAuditReport of(LeavingHouse house) {
            var report = house.audit();
            return new LogAuditReport(
                    report.erased(),
                    report.findings().stream().map(finding -> finding.what()).toList());
        }
    }
}
