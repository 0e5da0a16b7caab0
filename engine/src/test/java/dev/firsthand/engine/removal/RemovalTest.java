package dev.firsthand.engine.removal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.capture.AttachResult;
import dev.firsthand.engine.capture.Attachment;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.removal.Removal.State;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.upload.UploadId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Who was recorded in a home asks for removal without an account. Each test has a home of its own in one house.
class RemovalTest {
    private static final String WORDS = "I was in the kitchen in a red coat";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse people;
    static RemovalHouse house;

    private ContributorId home;
    private SessionId session;

    @BeforeAll
    static void build() {
        people = SyntheticHouse.seeded(61, DATABASE.database(), work);
        var jobs = new Jobs(DATABASE.database(), people.events(), people.clock(), JobSettings.ofWorkers(1));
        house = RemovalHouse.of(people, jobs);
    }

    @BeforeEach
    void a_home_in_which_something_was_recorded() {
        home = people.joins().id();
        people.answers(home, true);
        session = begins();
    }

    @Test
    void a_request_freezes_what_was_recorded_in_its_own_transaction_and_nothing_is_added_to_it() {
        UploadId upload = people.uploads(home, new byte[10]);

        house.asks(home);

        assertThat(house.frozen(session)).isTrue();
        var attachment = new Attachment(upload, UploadRole.VIDEO, Optional.empty());
        AttachResult attached = people.within(tx -> people.capture().attach(tx, session, home, attachment));
        assertThat(attached).isEqualTo(new AttachResult.Refused(Freezes.CODE, Freezes.MESSAGE));
    }

    @Test
    void a_frozen_session_is_not_finished() {
        UploadId upload = people.uploads(home, new byte[10]);
        var attachment = new Attachment(upload, UploadRole.VIDEO, Optional.empty());
        people.within(tx -> people.capture().attach(tx, session, home, attachment));

        house.asks(home);

        FinishResult finished = people.within(tx -> people.capture().finish(tx, session, home));
        assertThat(finished).isEqualTo(new FinishResult.Refused(Freezes.CODE, Freezes.MESSAGE));
    }

    @Test
    void whoever_asks_is_shown_counts_of_seven_days_and_chooses_among_them() {
        people.clock().advance(Duration.ofDays(2));
        SessionId later = begins();
        people.clock().advance(Duration.ofHours(1));
        begins();
        LocalDate today = house.today();

        var counts = people.within(tx -> house.removals().counts(tx, house.code(home)))
                .orElseThrow();

        assertThat(counts).hasSize(Removals.DAYS).containsEntry(today, 2).containsEntry(today.minusDays(2), 1);
        assertThat(counts.firstKey()).isEqualTo(today.minusDays(6));
        house.asks(home, Set.of(today.minusDays(2)), "");
        assertThat(house.frozen(session)).isTrue();
        assertThat(house.frozen(later)).isFalse();
        assertThat(house.tries(house.code(home), Set.of(today.minusDays(1)), ""))
                .isInstanceOfSatisfying(
                        AskResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("removal-nothing-recorded"));
    }

    @Test
    void silence_for_72_hours_removes() {
        SecretToken link = house.asks(home);
        people.clock().advance(Removal.DECIDED_WITHIN.minusMinutes(1));
        lapseAll();
        assertThat(house.at(link).state()).isEqualTo(State.ASKED);

        people.clock().advance(Duration.ofMinutes(1));
        lapseAll();

        assertThat(house.at(link).state()).isEqualTo(State.REMOVED);
        assertThat(house.frozen(session)).isTrue();
        assertThat(house.at(link).decisions())
                .singleElement()
                .satisfies(decision -> assertThat(decision.author()).isEmpty());
        assertThat(house.keeps(house.one(), link)).isInstanceOf(DecideResult.Refused.class);
    }

    @Test
    void what_a_person_keeps_with_a_reason_goes_on() {
        SecretToken link = house.asks(home);

        assertThat(house.decides(house.one(), link, new Verdict(false, Personal.of("no"))))
                .isInstanceOfSatisfying(
                        DecideResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("removal-reason-missing"));
        assertThat(house.frozen(session)).isTrue();
        house.keeps(house.one(), link);

        assertThat(house.at(link).state()).isEqualTo(State.KEPT);
        assertThat(house.frozen(session)).isFalse();
    }

    @Test
    void an_appeal_freezes_again_and_is_decided_by_another_person() {
        SecretToken link = house.asks(home);
        house.keeps(house.one(), link);

        assertThat(house.appeals(link)).isTrue();

        assertThat(house.frozen(session)).isTrue();
        assertThat(house.keeps(house.one(), link))
                .isInstanceOfSatisfying(
                        DecideResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("removal-same-person"));
        assertThat(house.keeps(house.other(), link)).isInstanceOf(DecideResult.Decided.class);
        assertThat(house.frozen(session)).isFalse();
        assertThat(house.appeals(link)).as("a second time").isFalse();
    }

    @Test
    void silence_about_an_appeal_removes_too_and_an_appeal_comes_within_30_days() {
        SecretToken link = house.asks(home);
        house.keeps(house.one(), link);
        SecretToken late = house.asks(home);
        house.keeps(house.one(), late);
        house.appeals(link);

        people.clock().advance(Removal.DECIDED_WITHIN);
        lapseAll();
        people.clock().advance(Removal.APPEALED_WITHIN);

        assertThat(house.at(link).state()).isEqualTo(State.REMOVED);
        assertThat(house.appeals(late)).isFalse();
    }

    @Test
    void whoever_asks_for_what_is_frozen_already_joins_and_is_answered_alike() {
        SecretToken first = house.asks(home, Set.of(house.today()), WORDS);

        SecretToken second = house.asks(home, Set.of(house.today()), "me too");

        assertThat(second.reveal()).isNotEqualTo(first.reveal());
        assertThat(house.at(second)).isEqualTo(house.at(first));
        assertThat(words(second)).containsExactlyInAnyOrder(WORDS, "me too");
    }

    @Test
    void words_and_reasons_are_sealed_under_a_key_of_the_request() {
        SecretToken link = house.asks(home, Set.of(house.today()), WORDS);
        house.keeps(house.one(), link);

        List<String> rows = people.within(tx -> tx.sql()
                .createQuery("select removal_link::text from removal_link union select removal_decision::text"
                        + " from removal_decision")
                .mapTo(String.class)
                .list());
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("red coat") || row.contains("towel"));
        people.vault().destroy(house.at(link).id().person());
        assertThat(words(link)).isEmpty();
    }

    @Test
    void after_three_a_day_a_request_is_shown_to_a_person_and_freezes_nothing() {
        for (int i = 0; i < Removals.FREEZING_MAX; i++) {
            SecretToken link = house.asks(home);
            assertThat(house.frozen(session)).isTrue();
            house.keeps(house.one(), link);
        }

        SecretToken fourth = house.asks(home);

        assertThat(house.frozen(session)).isFalse();
        assertThat(open()).contains(house.at(fourth));
        house.asks(home);
        assertThat(open().stream().filter(removal -> removal.home().equals(home)))
                .hasSize(1);
        people.clock().advance(Duration.ofDays(1));
        house.asks(home, Set.of(house.today().minusDays(1)), "");
        assertThat(house.frozen(session)).as("the next day").isTrue();
    }

    @Test
    void what_two_people_kept_is_shown_to_a_person_and_not_frozen_again_until_somebody_decides() {
        SecretToken link = house.asks(home);
        house.keeps(house.one(), link);
        house.appeals(link);
        house.keeps(house.other(), link);

        SecretToken again = house.asks(home);

        assertThat(house.frozen(session)).isFalse();
        assertThat(open()).contains(house.at(again));
        house.removes(house.one(), again);
        assertThat(house.frozen(session)).isTrue();
    }

    @Test
    void a_child_that_the_contributor_declares_stops_the_recording_and_takes_nothing_from_those_who_ask() {
        for (int i = 0; i < Removals.FREEZING_MAX; i++) {
            SessionId declared = begins();
            assertThat(declares(home, declared)).isTrue();
            assertThat(house.frozen(declared)).isTrue();
        }

        house.asks(home);

        assertThat(house.frozen(session)).isTrue();
        assertThat(declares(people.contributor().id(), session))
                .as("somebody else's")
                .isFalse();
    }

    @Test
    void a_child_declared_in_what_somebody_asked_for_already_is_decided_about_as_a_child_and_once() {
        house.asks(home);

        declares(home, session);
        declares(home, session);

        assertThat(people.within(tx -> house.removals().open(tx)).stream()
                        .filter(open -> open.sessions().contains(session))
                        .map(Removal::ground))
                .containsExactlyInAnyOrder(Ground.BYSTANDER, Ground.MINOR);
    }

    @Test
    void a_child_declared_in_what_two_people_kept_freezes_it_all_the_same() {
        SecretToken link = house.asks(home);
        house.keeps(house.one(), link);
        house.appeals(link);
        house.keeps(house.other(), link);

        declares(home, session);

        assertThat(house.frozen(session)).isTrue();
    }

    private static boolean declares(ContributorId contributor, SessionId session) {
        return people.within(tx -> house.removals().declare(tx, contributor, session, Visible.CHILD));
    }

    @Test
    void a_thousand_false_requests_do_not_hide_a_true_one() {
        ContributorId noisy = home;
        for (int i = 0; i < 1_000; i++) {
            if (i % 10 == 0) {
                begins();
            }
            house.asks(noisy);
        }
        home = people.joins().id();
        people.answers(home, true);
        SessionId mine = begins();

        SecretToken link = house.asks(home, Set.of(house.today()), WORDS);

        assertThat(house.frozen(mine)).isTrue();
        assertThat(open()).contains(house.at(link));
        assertThat(house.frozen(session)).as("and one in the noisy home itself").isTrue();
        assertThat(words(house.asks(noisy, Set.of(house.today()), WORDS))).contains(WORDS);
    }

    @Test
    void a_wrong_an_ended_and_a_replayed_code_are_alike() {
        SecretToken old = house.code(home);
        assertThat(house.code(home).reveal()).as("printed again").isEqualTo(old.reveal());

        SecretToken fresh = people.within(tx -> house.removals().homes().renew(tx, home));

        for (SecretToken wrong : List.of(old, SecretToken.random())) {
            assertThat(house.tries(wrong, Set.of(house.today()), "")).isEqualTo(new AskResult.NoHome());
            boolean shown =
                    people.within(tx -> house.removals().counts(tx, wrong).isPresent()
                            || house.removals().find(tx, wrong).isPresent());
            assertThat(shown).isFalse();
            assertThat(house.appeals(wrong)).isFalse();
        }
        assertThat(house.tries(fresh, Set.of(house.today()), "")).isInstanceOf(AskResult.Asked.class);
    }

    @Test
    void a_home_whose_contributor_is_gone_is_no_home() {
        SecretToken code = house.code(home);
        people.vault().destroy(home.person());

        assertThat(house.tries(code, Set.of(house.today()), "")).isEqualTo(new AskResult.NoHome());
    }

    @Test
    void each_step_is_a_fact_about_the_request() {
        SecretToken link = house.asks(home);
        house.keeps(house.one(), link);
        house.appeals(link);
        house.removes(house.other(), link);

        List<ProvenanceEntry> entries = people.within(
                tx -> people.provenance().entries(tx, house.at(link).id().value()));
        assertThat(entries)
                .extracting(ProvenanceEntry::type)
                .containsExactly(
                        FactType.REMOVAL_ASKED,
                        FactType.REMOVAL_DECIDED,
                        FactType.REMOVAL_ASKED,
                        FactType.REMOVAL_DECIDED);
    }

    private SessionId begins() {
        var start = new Start(home, people.task().version(), "Synthetic Phone 1");
        return switch (people.within(tx -> people.capture().start(tx, start))) {
            case StartResult.Started(var begun) -> begun.id();
            case StartResult.Refused(var code, var message) -> throw new IllegalStateException(message);
        };
    }

    private static void lapseAll() {
        while (house.lapse() > 0) {
            // one at a time
        }
    }

    private static List<Removal> open() {
        return people.within(house.removals()::open);
    }

    private static List<String> words(SecretToken link) {
        return people.within(tx -> house.removals().words(tx, house.at(link).id())).stream()
                .map(Personal::reveal)
                .toList();
    }
}
