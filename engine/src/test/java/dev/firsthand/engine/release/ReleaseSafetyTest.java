package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.labelling.Label;
import dev.firsthand.engine.labelling.Labels.LabelResult;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.privacy.PrivacyAnswer;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.review.Grounds;
import dev.firsthand.engine.review.Reason;
import dev.firsthand.engine.review.Reviews.ReviewResult;
import dev.firsthand.engine.rules.Certainty;
import dev.firsthand.engine.rules.RuleBook.Wish;
import dev.firsthand.engine.rules.RuleId;
import dev.firsthand.engine.staff.LinkResult;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// What must never leave does not, whatever comes in between. One recording serves all tests whose contributor may
/// have consented, and whose pictures may have been cleared, before; each finds it so.
@Timeout(120)
@SuppressWarnings("try") // a lock is held by being open
class ReleaseSafetyTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final UUID CAUSE = new UUID(6, 6);
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @TempDir
    static Path folder;

    static WalkingHouse house;
    static SyntheticHouse people;
    static EpisodeId cleared;
    static ContributorId person;
    static EpisodeId episode;
    static StaffMember another;

    @BeforeAll
    static void build() {
        house = WalkingHouse.seeded(21, DATABASE.database(), folder);
        people = house.people();
        cleared = house.recordsForRelease("fold towel");
        person = joins();
        episode = house.recordsForRelease(person, "pair socks");
        another = anotherOperator();
    }

    @BeforeEach
    void consented_and_cleared() {
        people.within(tx -> Freezes.thaw(tx, CAUSE, people.clock().instant()));
        people.answers(person, true);
        var lifted = new PrivacyAnswer.NothingVisible(Personal.of("It is a picture on the wall."));
        people.within(tx -> house.privacy().answer(tx, another, episode, lifted));
    }

    private static StaffMember anotherOperator() {
        SecretToken link =
                house.within(tx -> people.staff().invite(tx, people.operator().id(), Role.OPERATOR));
        LinkResult joined = house.within(tx -> people.staff().follow(tx, link, Personal.of("Somebody Else")));
        return ((LinkResult.SignedIn) joined).member();
    }

    @AfterAll
    static void end() {
        house.close();
        THREADS.close();
    }

    @Test
    void what_nobody_cleared_is_left_out_of_a_standard_release_and_listed_with_its_reason() throws IOException {
        EpisodeId fresh = house.records(person, "wipe table");
        assertThat(leftOut(house.releases("wipes"), fresh)).isEqualTo("privacy-not-answered");

        house.answers(fresh, new PrivacyAnswer.NotLooked());
        assertThat(leftOut(house.releases("wipes"), fresh)).isEqualTo("episode-not-reviewed");
        house.acceptsWhole(fresh);
        assertThat(leftOut(house.releases("wipes"), fresh)).isEqualTo("episode-not-labelled");
        house.labels(person, fresh);
        assertThat(leftOut(house.releases("wipes"), fresh)).isEqualTo("privacy-level-low");
        Requested shown = house.asks(
                "wipes", ReleaseKind.DEMONSTRATION, people.ownHolder().id());
        assertThat(house.ended(shown.run()).state()).isEqualTo(RunState.DONE);
        assertThat(house.copy(shown).resolve("README.md")).content().startsWith("DEMONSTRATION");
        assertThat(house.copy(shown).resolve("LICENCE.md")).content().startsWith("DEMONSTRATION");
        for (String page : List.of("README.md", "LICENCE.md")) {
            assertThat(house.copy(shown).resolve(page))
                    .content()
                    .contains("looked at on the operator's own machine; every other use is forbidden")
                    .doesNotContainIgnoringCase("train ")
                    .doesNotContain("may be used to");
        }
        assertThat(Files.readAllLines(house.copy(shown).resolve("manifest.json"))
                        .get(1))
                .contains("\"kind\" : \"demonstration\"");

        house.answers(fresh, new PrivacyAnswer.SomethingVisible(Set.of(Visible.FACE)));
        assertThat(leftOut(house.releases("wipes"), fresh)).isEqualTo("episode-quarantined");
    }

    @Test
    void a_view_that_cannot_be_rendered_ends_the_release_at_its_first_try_in_words_that_name_the_episode() {
        EpisodeId broken = house.recordsForRelease(joins(), "fold napkin");
        house.within(tx -> tx.sql()
                .createUpdate("update privacy_view set cleaned = contact_sheets[1] where episode = :episode")
                .bind("episode", broken.value())
                .execute());

        RunStatus ended = house.ended(
                house.asks("napkins", ReleaseKind.STANDARD, people.ownHolder().id())
                        .run());
        house.accepts(broken, List.of());

        assertThat(ended.state()).isEqualTo(RunState.FAILED);
        assertThat(ended.steps().getFirst().attempts()).isEqualTo(1);
        assertThat(ended.error().orElseThrow().code()).startsWith("mp4-");
        assertThat(ended.error().orElseThrow().message())
                .contains(broken.value().toString());
    }

    @Test
    void a_demonstration_is_given_to_no_buyer() {
        var request = ReleaseRequest.forAll(
                "shown",
                ReleaseKind.DEMONSTRATION,
                people.registersBuyer("Buyer of nothing").id());

        RequestResult result = house.within(
                tx -> house.releases().request(tx, people.operator().id(), request));

        assertThat(result)
                .isInstanceOfSatisfying(
                        RequestResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("release-demonstration-not-own"));
    }

    @Test
    void another_contributor_cannot_label_my_recording() {
        ContributorId other = joins();

        LabelResult result =
                house.within(tx -> house.labels().state(tx, other, cleared, new Label("never done", Outcome.FAILURE)));

        assertThat(result).isInstanceOf(LabelResult.Refused.class);
        Label stands = house.within(tx -> house.labels().label(tx, cleared)).orElseThrow();
        assertThat(stands.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void the_note_of_a_review_lies_in_its_sealed_statement_alone() {
        assertThat(reviews("hands out of view")).isInstanceOf(ReviewResult.Kept.class);

        var entry = house.within(tx -> people.provenance().entries(tx, cleared.value())).stream()
                .filter(found -> found.type() == FactType.REVIEW)
                .toList()
                .getLast();
        assertThat(house.within(tx -> people.provenance().open(tx, entry.id())).orElseThrow())
                .contains("hands out of view");
        List<String> rows = house.within(tx -> tx.sql()
                .createQuery("select review::text from review")
                .mapTo(String.class)
                .list());
        assertThat(rows).isNotEmpty().noneMatch(row -> row.contains("hands"));
        assertThat(reviews("x".repeat(10_000)))
                .isInstanceOfSatisfying(
                        ReviewResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("review-note-long"));
    }

    private static ReviewResult reviews(String note) {
        Grounds grounds = new Grounds(Set.of(Reason.OTHER), note);
        return house.within(
                tx -> house.reviews().acceptWhole(tx, people.operator().id(), cleared, grounds));
    }

    @Test
    void who_withdrew_before_is_left_out() {
        withdraws();

        assertThat(leftOut(house.releases("shirts"), episode)).isEqualTo("consent-withdrawn");
    }

    @Test
    void who_took_back_the_yes_to_the_work_is_in_no_later_copy() {
        for (Purpose purpose : List.of(Purpose.CAPTURE_FOR_PAY, Purpose.QUALITY_AND_LABELLING)) {
            people.within(tx -> people.consent().withdraw(tx, person, purpose));
            assertThat(leftOut(house.releases("works"), episode)).isEqualTo("consent-withdrawn");
            people.answers(person, true);
        }
    }

    @Test
    void a_withdrawal_while_the_copy_is_made_ends_the_run_with_its_code_and_takes_the_folder_away() throws Exception {
        house.releases("plates");
        Requested requested;
        // The copy is finished and waits for the row that publishes it.
        try (var held =
                new Held(sql -> sql.execute("select 1 from release_copy_key where line = 'plates' for update"))) {
            requested = house.asks(
                    "plates", ReleaseKind.STANDARD, people.ownHolder().id());
            waitsForLock();
            assertThat(house.copy(requested))
                    .as("nothing is visible before its row")
                    .doesNotExist();
            withdraws();
        }

        RunStatus ended = house.ended(requested.run());

        assertThat(ended.state()).isEqualTo(RunState.FAILED);
        assertThat(ended.error().orElseThrow().code()).isEqualTo("consent-withdrawn");
        assertThat(house.copy(requested)).doesNotExist();
        assertThat(house.copies())
                .noneMatch(path ->
                        path.toString().contains(requested.copy().value().toString()));
        assertThat(published(requested)).isFalse();
    }

    @Test
    void a_recording_goes_only_where_its_country_lets_it_and_the_release_says_by_which_rules() throws IOException {
        Holder buyer = buyer("JP");
        Requested refused = house.asks("cups", ReleaseKind.STANDARD, buyer.id());
        assertThat(house.ended(refused.run()).error().orElseThrow().code()).isEqualTo("release-empty");
        assertThat(leftOut(refused, episode)).isEqualTo("rules-transfer-ground-missing");
        var looked = ReleaseRequest.forAll("cups", ReleaseKind.STANDARD, buyer.id());
        var preview = new ReleasePreviews(people.database(), house.rooms()).look(looked);
        assertThat(preview.orElseThrow().rules()).containsEntry(new RuleId("EU.transfer"), Certainty.UNVERIFIED);
        covers("JP");
        Requested requested = house.releases("cups", buyer.id());

        assertThat(published(requested)).isTrue();
        List<UUID> decided = house.within(tx -> people.rules().decidedBy(tx, new RuleId("EU.transfer"), 10));
        assertThat(decided)
                .contains(requested.id().value())
                .doesNotContain(refused.id().value());
        assertThat(house.copy(requested).resolve("README.md"))
                .content()
                .containsPattern(
                        "rules of law asked before it was handed over \\| \\d+; \\*\\*\\d+ of them nobody has verified");
        SortedMap<RuleId, Certainty> kept =
                house.within(tx -> people.rules().kept(tx, requested.id().value()));
        assertThat(kept).containsEntry(new RuleId("EU.transfer"), Certainty.UNVERIFIED);
        assertThat(house.copy(requested).resolve("manifest.json"))
                .content()
                .contains("\"rules_unverified\"")
                .doesNotContain("EU.transfer");
    }

    @Test
    void a_ground_that_falls_while_the_copy_is_made_stops_it() throws Exception {
        Holder buyer = buyer("KR");
        covers("KR");
        assertThat(published(house.releases("forks", buyer.id()))).isTrue();
        Requested requested;
        try (var held =
                new Held(sql -> sql.execute("select 1 from release_copy_key where line = 'forks' for update"))) {
            requested = house.asks("forks", ReleaseKind.STANDARD, buyer.id());
            waitsForLock();
            SyntheticHouse.transferGrounds("KR")
                    .forEach(ground -> people.database()
                            .inTransactionDo(tx ->
                                    people.rules().end(tx, people.operator().id(), ground)));
        }

        assertThat(house.ended(requested.run()).error().orElseThrow().code())
                .isEqualTo("rules-transfer-ground-missing");
        assertThat(house.copy(requested)).doesNotExist();
        assertThat(published(requested)).isFalse();
    }

    @Test
    void a_rule_that_changes_while_the_copy_is_made_stops_it_because_the_copy_names_the_table() throws Exception {
        house.releases("knives");
        Requested requested;
        try (var held =
                new Held(sql -> sql.execute("select 1 from release_copy_key where line = 'knives' for update"))) {
            requested = house.asks(
                    "knives", ReleaseKind.STANDARD, people.ownHolder().id());
            waitsForLock();
            house.within(tx -> people.rules()
                    .edit(
                            tx,
                            people.operator().id(),
                            new RuleId("BR.transfer"),
                            new Wish("safeguards", "our counsel asks for it")));
        }

        assertThat(house.ended(requested.run()).error().orElseThrow().code()).isEqualTo("release-rules-changed");
        assertThat(published(requested)).isFalse();
    }

    @Test
    void a_label_that_is_given_again_while_the_copy_is_made_stops_it() throws Exception {
        house.releases("jugs");
        Label label = house.within(tx -> house.labels().label(tx, cleared)).orElseThrow();
        ContributorId owner = people.contributor().id();
        Requested requested;
        try (var held = new Held(sql -> sql.execute("select 1 from release_copy_key where line = 'jugs' for update"))) {
            requested =
                    house.asks("jugs", ReleaseKind.STANDARD, people.ownHolder().id());
            waitsForLock();
            house.within(
                    tx -> house.labels().state(tx, owner, cleared, new Label(label.taskSentence(), Outcome.FAILURE)));
        }

        RunStatus ended = house.ended(requested.run());

        house.within(tx -> house.labels().state(tx, owner, cleared, label));
        assertThat(ended.error().orElseThrow().code()).isEqualTo("release-label-changed");
        assertThat(published(requested)).isFalse();
    }

    /// A buyer there whom everybody agreed to.
    private static Holder buyer(String country) {
        Holder buyer = people.registersBuyer("Robots of " + country, country);
        people.answers(person, true);
        people.answers(people.contributor().id(), true);
        return buyer;
    }

    private static void covers(String country) {
        SyntheticHouse.transferGrounds(country)
                .forEach(ground -> people.database()
                        .inTransactionDo(
                                tx -> people.rules().add(tx, people.operator().id(), ground)));
    }

    @Test
    void a_face_seen_while_the_copy_is_made_stops_it() throws Exception {
        house.releases("plants");
        Requested requested;
        try (var held =
                new Held(sql -> sql.execute("select 1 from release_copy_key where line = 'plants' for update"))) {
            requested = house.asks(
                    "plants", ReleaseKind.STANDARD, people.ownHolder().id());
            waitsForLock();
            house.answers(episode, new PrivacyAnswer.SomethingVisible(Set.of(Visible.FACE)));
        }

        assertThat(house.ended(requested.run()).error().orElseThrow().code()).isEqualTo("episode-quarantined");
        assertThat(house.copy(requested)).doesNotExist();
    }

    @Test
    void a_withdrawal_that_comes_while_the_row_is_written_waits_for_it() throws Exception {
        Requested requested;
        Future<?> withdrawal;
        // Publishing holds every grant by now and waits to write its row.
        try (var held = new Held(sql -> sql.execute("lock table release_published in exclusive mode"))) {
            requested =
                    house.asks("socks", ReleaseKind.STANDARD, people.ownHolder().id());
            waitsForLock();
            withdrawal = THREADS.submit(() -> withdraws());
            waitsForLocks(2);
            assertThat(withdrawal.isDone()).isFalse();
        }

        assertThat(house.ended(requested.run()).state()).isEqualTo(RunState.DONE);
        withdrawal.get();
        assertThat(published(requested)).isTrue();
    }

    @Test
    void somebody_who_asks_for_removal_while_the_copy_is_made_stops_it() throws Exception {
        house.releases("pans");
        Requested requested;
        try (var held = new Held(sql -> sql.execute("select 1 from release_copy_key where line = 'pans' for update"))) {
            requested =
                    house.asks("pans", ReleaseKind.STANDARD, people.ownHolder().id());
            waitsForLock();
            freezes();
        }

        assertThat(house.ended(requested.run()).error().orElseThrow().code()).isEqualTo(Freezes.CODE);
        assertThat(house.copy(requested)).doesNotExist();
    }

    @Test
    void somebody_who_asks_for_removal_while_the_row_is_written_waits_for_it_and_freezes_then() throws Exception {
        Requested requested;
        Future<?> freezing;
        try (var held = new Held(sql -> sql.execute("lock table release_published in exclusive mode"))) {
            requested =
                    house.asks("pots", ReleaseKind.STANDARD, people.ownHolder().id());
            waitsForLock();
            freezing = THREADS.submit(() -> freezes());
            waitsForLocks(2);
            assertThat(freezing.isDone()).isFalse();
        }

        assertThat(house.ended(requested.run()).state()).isEqualTo(RunState.DONE);
        freezing.get();
        assertThat(leftOut(house.releases("lids"), episode)).isEqualTo(Freezes.CODE);
    }

    private static void freezes() {
        DATABASE.database()
                .inTransactionDo(tx -> Freezes.freeze(
                        tx,
                        house.episodes().sessions(tx, List.of(episode)).values(),
                        CAUSE,
                        people.clock().instant()));
    }

    private static ContributorId joins() {
        ContributorId joined = people.joins().id();
        people.answers(joined, true);
        return joined;
    }

    private static void withdraws() {
        people.within(tx -> people.consent().withdraw(tx, person, Purpose.TRAIN_ROBOT_POLICY));
    }

    private static String leftOut(Requested requested, EpisodeId asked) {
        return house.within(tx -> house.releases().leftOut(tx, requested.id())).stream()
                .filter(out -> out.episode().equals(asked))
                .map(LeftOut::code)
                .findFirst()
                .orElse("in it");
    }

    private static boolean published(Requested requested) {
        return house.within(tx -> house.releases().published(tx, requested.id()))
                .isPresent();
    }

    private static void waitsForLock() {
        waitsForLocks(1);
    }

    private static void waitsForLocks(int count) {
        WalkingHouse.waitFor(() -> house.within(
                        tx -> tx.sql().createQuery("""
                                select count(distinct pid) from pg_locks l
                                 where not granted and exists (select 1 from pg_stat_activity a
                                                                where a.pid = l.pid and a.datname = current_database())
                                """).mapTo(Integer.class).one())
                >= count);
    }

    /// A lock in a transaction of its own, until it is closed.
    private static final class Held implements AutoCloseable {
        private final Handle sql;

        Held(Consumer<Handle> lock) {
            sql = org.jdbi.v3.core.Jdbi.create(
                            DATABASE.address().jdbcUrl(),
                            DATABASE.address().user(),
                            DATABASE.address().password())
                    .open();
            sql.begin();
            lock.accept(sql);
        }

        @Override
        public void close() {
            sql.commit();
            sql.close();
        }
    }
}
