package dev.firsthand.engine.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Label;
import dev.firsthand.engine.labelling.Labels.LabelResult;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reviews.ReviewResult;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LookQueueTest {
    private static final PrivacyAnswer NOTHING = new PrivacyAnswer.NothingVisible();
    private static final String REASON = "It is a drawing on the wall.";
    private static final PrivacyAnswer WHY = new PrivacyAnswer.NothingVisible(Personal.of(REASON));
    private static final PrivacyAnswer FACE = new PrivacyAnswer.SomethingVisible(Set.of(Visible.FACE));

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static StaffMember first;
    static StaffMember second;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(29, DATABASE.database(), folder);
        first = house.people().operator();
        second = joins(Role.REVIEWER);
    }

    @AfterAll
    static void end() {
        house.close();
    }

    @Test
    void two_people_are_sent_to_different_recordings_and_a_turn_left_open_goes_to_somebody_else_in_time() {
        LookQueue queue = queue(SecondLooks.none());
        Set<EpisodeId> waiting = new HashSet<>(Set.of(house.records("fold shirt"), house.records("fold sock")));

        EpisodeId mine = next(queue, first).orElseThrow();
        assertThat(look(queue, first, mine)).isInstanceOf(Turn.Yours.class);
        EpisodeId theirs = next(queue, second).orElseThrow();
        assertThat(look(queue, second, theirs)).isInstanceOf(Turn.Yours.class);

        assertThat(Set.of(mine, theirs)).isEqualTo(waiting);
        assertThat(look(queue, second, mine)).isEqualTo(new Turn.SomebodyElses());
        assertThat(answer(queue, second, mine, NOTHING))
                .as("an answer out of turn changes nothing")
                .isEqualTo(new Turn.SomebodyElses());
        answer(queue, second, theirs, NOTHING);
        assertThat(next(queue, second)).isEmpty();

        house.people().clock().advance(LookQueue.TURN.plusSeconds(1));
        assertThat(next(queue, second)).contains(mine);
        assertThat(answer(queue, second, mine, NOTHING)).isInstanceOf(Turn.Yours.class);
        assertThat(answer(queue, first, mine, FACE)).as("who comes late").isEqualTo(new Turn.Answered());
        assertThat(state(mine)).isInstanceOf(PrivacyState.Open.class);
    }

    @Test
    void a_drawn_recording_is_closed_until_somebody_else_has_looked_too() {
        LookQueue queue = queue(everyOne());
        EpisodeId agreed = house.records("wash cup");
        EpisodeId seen = house.records("wash plate");
        for (EpisodeId episode : Set.of(agreed, seen)) {
            look(queue, first, episode);
            answer(queue, first, episode, NOTHING);
            assertThat(state(episode)).isInstanceOf(PrivacyState.SecondLook.class);
        }
        assertThat(next(queue, first)).as("never the same person twice").isEmpty();
        assertThat(look(queue, first, seen)).isEqualTo(new Turn.Answered());
        assertThat(Set.of(next(queue, second).orElseThrow())).isSubsetOf(Set.of(agreed, seen));
        LookWork before = work(queue);

        answer(queue, second, agreed, NOTHING);
        answer(queue, second, seen, FACE);

        assertThat(state(agreed)).isInstanceOf(PrivacyState.Open.class);
        assertThat(state(seen)).isInstanceOf(PrivacyState.Quarantined.class);
        assertThat(next(queue, second)).isEmpty();
        assertThat(work(queue).secondLooks() - before.secondLooks()).isEqualTo(2);
        assertThat(work(queue).agreed() - before.agreed()).isEqualTo(1);
    }

    @Test
    void where_only_one_person_may_look_nothing_waits_for_a_second() {
        SecondLooks alone = SecondLooks.oneIn(1, new SplittableRandom(1), tx -> 1);
        LookQueue queue = queue(alone);
        EpisodeId episode = house.records("wipe table");
        answer(queue, first, episode, NOTHING);
        assertThat(state(episode)).isInstanceOf(PrivacyState.Open.class);
    }

    @Test
    void the_time_from_the_first_look_to_the_answer_is_counted_as_work() {
        LookQueue queue = queue(SecondLooks.none());
        EpisodeId episode = house.records("make bed");
        LookWork before = work(queue);
        look(queue, second, episode);
        house.people().clock().advance(Duration.ofSeconds(9));
        look(queue, second, episode); // the page again
        house.people().clock().advance(Duration.ofSeconds(3));
        answer(queue, second, episode, NOTHING);

        assertThat(work(queue).workedSeconds() - before.workedSeconds()).isEqualTo(12);
        assertThat(work(queue).recordedSeconds() - before.recordedSeconds()).isBetween(2.9, 3.1);
    }

    @Test
    void what_a_person_saw_stands_until_somebody_else_looks_again_and_says_why() {
        LookQueue queue = queue(SecondLooks.none());
        EpisodeId episode = house.records("iron shirt");
        answers(second, episode, FACE);

        assertThat(answers(second, episode, NOTHING)).isEqualTo("privacy-own-quarantine");
        assertThat(answers(second, episode, WHY)).isEqualTo("privacy-own-quarantine");
        assertThat(answers(second, episode, new PrivacyAnswer.NotLooked())).isEqualTo("privacy-quarantined");
        assertThat(look(queue, second, episode)).isEqualTo(new Turn.Answered());
        assertThat(answers(first, episode, NOTHING)).isEqualTo("privacy-reason-missing");
        assertThat(answers(first, episode, new PrivacyAnswer.NotLooked())).isEqualTo("privacy-quarantined");
        assertThat(state(episode)).isInstanceOf(PrivacyState.Quarantined.class);

        assertThat(look(queue, first, episode))
                .isInstanceOfSatisfying(
                        Turn.Yours.class, yours -> assertThat(yours.seen()).containsExactly(Visible.FACE));
        assertThat(answer(queue, first, episode, NOTHING))
                .isInstanceOfSatisfying(
                        Turn.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("privacy-reason-missing"));
        assertThat(answer(queue, first, episode, WHY)).isInstanceOf(Turn.Yours.class);

        assertThat(state(episode)).isInstanceOf(PrivacyState.Open.class);
        var provenance = house.people().provenance();
        String statement = house.within(tx -> provenance
                .open(tx, provenance.entries(tx, episode.value()).getLast().id())
                .orElseThrow());
        assertThat(statement)
                .contains("\"lifts\":[\"FACE\"]", REASON, first.id().value().toString());
    }

    @Test
    void a_child_or_somebody_who_did_not_agree_is_lifted_by_an_operator_who_did_not_see_them_and_by_nobody_else() {
        StaffMember reviewer = joins(Role.REVIEWER);
        StaffMember operator = joins(Role.OPERATOR);
        for (Visible who : List.of(Visible.CHILD, Visible.PERSON)) {
            EpisodeId episode = house.records("dry " + who);
            answers(first, episode, new PrivacyAnswer.SomethingVisible(Set.of(who)));
            answers(reviewer, episode, new PrivacyAnswer.SomethingVisible(Set.of(Visible.SCREEN)));

            assertThat(state(episode))
                    .as("a later answer takes nothing away")
                    .isInstanceOfSatisfying(
                            PrivacyState.Quarantined.class,
                            seen -> assertThat(seen.visible()).containsExactlyInAnyOrder(who, Visible.SCREEN));
            assertThat(answers(first, episode, WHY)).isEqualTo("privacy-own-quarantine");
            assertThat(answers(reviewer, episode, WHY)).isEqualTo("privacy-own-quarantine");
            assertThat(answers(second, episode, WHY)).isEqualTo("privacy-operator-needed");
            assertThat(look(queue(SecondLooks.none()), second, episode)).isEqualTo(new Turn.Answered());
            assertThat(answers(operator, episode, WHY)).isEqualTo("kept");
            assertThat(state(episode)).isInstanceOf(PrivacyState.Open.class);
        }
    }

    @Test
    void who_sees_something_after_all_leaves_nobody_a_second_look() {
        LookQueue queue = queue(everyOne());
        EpisodeId episode = house.records("sweep floor");
        answer(queue, first, episode, NOTHING);

        answers(first, episode, FACE);

        assertThat(next(queue, second)).isEmpty();
    }

    @Test
    void nothing_is_offered_seen_reviewed_or_labelled_without_a_yes_that_stands() {
        LookQueue queue = queue(SecondLooks.none());
        ContributorId person = house.people().joins().id();
        house.people().answers(person, true);
        EpisodeId looked = house.records(person, "cut bread");
        EpisodeId waits = house.records(person, "butter bread");
        answers(first, looked, NOTHING);
        assertThat(next(queue, first)).contains(waits);
        assertThat(house.within(queue::waiting)).isEqualTo(1);

        house.within(tx -> house.people().consent().withdraw(tx, person, Purpose.QUALITY_AND_LABELLING));

        assertThat(next(queue, first)).isEmpty();
        assertThat(house.within(queue::waiting)).isZero();
        assertThat(house.within(house.privacy()::awaitingAnswer)).isEmpty();
        assertThat(look(queue, first, waits))
                .isInstanceOfSatisfying(
                        Turn.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("consent-withdrawn"));
        assertThat(answers(first, waits, NOTHING)).isEqualTo("consent-withdrawn");
        assertThat(answers(first, waits, FACE)).isEqualTo("consent-withdrawn");
        ReviewResult reviewed = house.within(tx -> house.reviews().acceptWhole(tx, first.id(), looked, Grounds.none()));
        assertThat(reviewed)
                .isInstanceOfSatisfying(
                        ReviewResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("consent-withdrawn"));
        var label = new Label("cut bread", Outcome.SUCCESS);
        LabelResult labelled = house.within(tx -> house.labels().state(tx, person, looked, label));
        assertThat(labelled)
                .isInstanceOfSatisfying(
                        LabelResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("consent-withdrawn"));

        house.people().answers(person, true);
        answers(first, waits, NOTHING);
    }

    /// Past the queue, as a program does: `kept`, or the code of the refusal.
    private static String answers(StaffMember member, EpisodeId episode, PrivacyAnswer answer) {
        return switch (house.within(tx -> house.privacy().answer(tx, member, episode, answer))) {
            case PrivacyResult.Kept kept -> "kept";
            case PrivacyResult.NoView none -> "no view";
            case PrivacyResult.Refused(var code, var message) -> code;
        };
    }

    private static SecondLooks everyOne() {
        return SecondLooks.oneIn(1, new SplittableRandom(1), house.people().staff()::reviewers);
    }

    private static LookQueue queue(SecondLooks secondLooks) {
        var people = house.people();
        return new LookQueue(
                new Privacy(
                        house.quality(),
                        secondLooks,
                        people.consent(),
                        people.provenance(),
                        people.events(),
                        people.clock()),
                people.clock());
    }

    private static Optional<EpisodeId> next(LookQueue queue, StaffMember member) {
        return house.within(tx -> queue.next(tx, member.id()));
    }

    private static Turn look(LookQueue queue, StaffMember member, EpisodeId episode) {
        return house.within(tx -> queue.look(tx, member, episode)).orElseThrow();
    }

    private static Turn answer(LookQueue queue, StaffMember member, EpisodeId episode, PrivacyAnswer answer) {
        return house.within(tx -> queue.answer(tx, member, episode, answer)).orElseThrow();
    }

    private static LookWork work(LookQueue queue) {
        return house.within(queue::work);
    }

    private static PrivacyState state(EpisodeId episode) {
        return house.within(tx -> house.privacy().find(tx, episode)).orElseThrow();
    }

    private static StaffMember joins(Role role) {
        var staff = house.people().staff();
        var link = house.within(tx -> staff.invite(tx, first.id(), role));
        LinkResult joined = house.within(tx -> staff.follow(tx, link, Personal.of("Somebody Else")));
        return ((LinkResult.SignedIn) joined).member();
    }
}
