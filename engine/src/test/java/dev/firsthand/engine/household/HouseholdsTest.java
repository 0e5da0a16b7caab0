package dev.firsthand.engine.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.capture.Attachment;
import dev.firsthand.engine.capture.Place;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.household.ResidentAnswer.Said;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HouseholdsTest {
    private static final byte[] VIDEO = {1, 2, 3};

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    private ContributorId contributor = new ContributorId(new UUID(0, 0));
    private Person heron = new Person(new ResidentId(new UUID(0, 0)), SecretToken.random());
    private Person egret = heron;

    private record Person(ResidentId id, SecretToken link) {}

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(13, DATABASE.database(), work);
    }

    @BeforeEach
    void two_adults_and_a_child_live_with_the_contributor() {
        contributor = house.joins().id();
        var told = (TellResult.Told) tells("Heron", "Egret");
        heron = person(told, "Heron");
        egret = person(told, "Egret");
    }

    @Test
    void nobody_records_before_saying_who_lives_there_and_who_lives_alone_asks_nobody() {
        assertThat(refusal(new ContributorId(UUID.randomUUID()))).isEqualTo("household-missing");

        tells();

        assertThat(mayRecord()).isEqualTo(new MayRecordResult.May(Set.of()));
    }

    @Test
    void every_adult_at_home_must_have_said_yes_and_whoever_is_away_is_not_asked() {
        assertThat(refusal(contributor)).isEqualTo("household-may-not");
        says(heron, Said.YES);
        assertThat(refusal(contributor)).isEqualTo("household-may-not");
        assertThat(mayRecord(egret)).isEqualTo(new MayRecordResult.May(Set.of(egret.id())));
        says(egret, Said.YES);
        assertThat(mayRecord()).isEqualTo(new MayRecordResult.May(Set.of()));

        says(heron, Said.NO);

        assertThat(refusal(contributor)).isEqualTo("household-may-not");
        assertThat(mayRecord(heron)).isEqualTo(new MayRecordResult.May(Set.of(heron.id())));
        assertThat(mayRecord(egret)).isInstanceOf(MayRecordResult.MayNot.class);
    }

    @Test
    void a_no_a_missing_answer_and_one_that_has_ended_look_the_same_whoever_it_was() {
        MayRecordResult missing = mayRecord();
        says(heron, Said.YES);
        says(egret, Said.NO);
        MayRecordResult refused = mayRecord();
        says(heron, Said.NO);
        says(egret, Said.YES);
        MayRecordResult other = mayRecord();
        says(heron, Said.YES);
        house.clock().advance(Duration.ofDays(366));

        assertThat(List.of(refused, other, mayRecord())).containsOnly(missing);
        assertThat(missing.toString())
                .doesNotContain("Heron", "Egret", heron.id().value().toString());
    }

    @Test
    void a_yes_counts_for_twelve_months() {
        tells("Heron");
        ResidentAnswer answer = says(heron, Said.YES);
        Duration year = Duration.between(house.clock().instant(), answer.endsAt());
        assertThat(year).isBetween(Duration.ofDays(365), Duration.ofDays(366));

        house.clock().advance(year.minusMillis(1));
        assertThat(mayRecord()).isInstanceOf(MayRecordResult.May.class);

        house.clock().advance(Duration.ofMillis(1));
        assertThat(refusal(contributor)).isEqualTo("household-may-not");
        says(heron, Said.YES);
        assertThat(mayRecord()).isInstanceOf(MayRecordResult.May.class);
    }

    @Test
    void once_a_residents_key_is_destroyed_nothing_of_theirs_is_readable_and_they_have_not_answered() {
        says(heron, Said.YES);
        says(egret, Said.YES);
        ProvenanceEntry fact = facts(heron).getFirst();

        house.vault().destroy(heron.id().person());

        assertThat(refusal(contributor)).isEqualTo("household-may-not");
        assertThat(opened(fact)).isEmpty();
        assertThat(asked(heron.link())).isEmpty();
        assertThat(mayRecord(heron)).as("what the other said stands").isInstanceOf(MayRecordResult.May.class);
    }

    @Test
    void a_link_that_ended_is_like_one_that_never_was_and_one_that_was_replaced_is_heard_but_its_yes_counts_no_more() {
        says(heron, Said.YES);
        says(egret, Said.YES);
        SecretToken fresh = renews(contributor, heron.id()).orElseThrow();
        assertThat(refusal(contributor)).as("nobody could take that yes back").isEqualTo("household-may-not");
        assertThat(asked(fresh)).contains(heron.id());
        assertThat(asked(heron.link())).as("replaced, and still heard").contains(heron.id());

        tells("Heron");

        assertThat(asked(egret.link())).as("not listed, and still heard").contains(egret.id());
        assertThat(movesOut(egret)).isTrue();
        assertThat(movesOut(egret)).as("said once").isFalse();

        for (SecretToken link : List.of(egret.link(), SecretToken.random())) {
            assertThat(asked(link)).isEmpty();
            assertThat(house.within((Tx tx) -> house.households().residents().answer(tx, link, Said.YES)))
                    .isEmpty();
        }
        assertThat(renews(contributor, egret.id())).as("has left").isEmpty();
        assertThat(renews(house.contributor().id(), heron.id()))
                .as("lives elsewhere")
                .isEmpty();
    }

    @Test
    void what_the_contributor_says_by_a_link_of_their_own_making_undoes_no_no() {
        says(heron, Said.NO);
        says(egret, Said.YES);
        var made = new Person(heron.id(), renews(contributor, heron.id()).orElseThrow());

        says(made, Said.YES);
        assertThat(mayRecord(egret)).isInstanceOf(MayRecordResult.MayNot.class);
        assertThat(movesOut(made)).isTrue();
        assertThat(mayRecord(egret)).as("moved out, by that link").isInstanceOf(MayRecordResult.MayNot.class);
        says(person((TellResult.Told) tells("Heron", "Egret"), "Heron"), Said.YES);
        assertThat(mayRecord(egret)).as("listed anew").isInstanceOf(MayRecordResult.MayNot.class);
        assertThat(mayRecord(heron)).as("who is away is not asked").isInstanceOf(MayRecordResult.May.class);

        says(heron, Said.YES);
        assertThat(mayRecord()).isInstanceOf(MayRecordResult.May.class);
        says(heron, Said.NO);
        assertThat(refusal(contributor)).as("heard by the first link").isEqualTo("household-may-not");
    }

    @Test
    void a_no_stands_when_the_contributor_no_longer_lists_whoever_said_it() {
        says(egret, Said.NO);
        tells();
        MayRecordResult marked = mayRecord(egret);

        assertThat(refusal(contributor)).isEqualTo("household-may-not");
        assertThat(marked).as("nobody is away who is not listed").isInstanceOf(MayRecordResult.MayNot.class);
        says(egret, Said.YES);
        assertThat(mayRecord()).isInstanceOf(MayRecordResult.May.class);
        says(egret, Said.NO);
        assertThat(refusal(contributor)).isEqualTo("household-may-not");
        house.clock().advance(Duration.ofDays(366));
        assertThat(mayRecord()).as("ended").isInstanceOf(MayRecordResult.May.class);
    }

    @Test
    void whoever_is_not_listed_and_never_said_no_stops_nothing_and_can_still_say_it() {
        says(heron, Said.YES);
        tells();
        assertThat(mayRecord()).isInstanceOf(MayRecordResult.May.class);

        says(egret, Said.NO);

        assertThat(refusal(contributor)).isEqualTo("household-may-not");
    }

    @Test
    void a_fresh_link_and_another_listing_end_a_yes_and_no_no() {
        says(heron, Said.YES);
        says(egret, Said.NO);
        renews(contributor, egret.id());
        tells();
        assertThat(refusal(contributor)).isEqualTo("household-may-not");

        var back = (TellResult.Told) tells("heron", "EGRET");

        assertThat(back.links()).containsOnlyKeys(heron.id(), egret.id());
        assertThat(mayRecord(heron)).as("the no").isInstanceOf(MayRecordResult.MayNot.class);
        assertThat(mayRecord(egret)).as("the yes has ended").isInstanceOf(MayRecordResult.MayNot.class);
        says(person(back, "Egret"), Said.YES);
        assertThat(mayRecord(heron)).as("by another link").isInstanceOf(MayRecordResult.MayNot.class);
        says(egret, Said.YES);
        assertThat(mayRecord(heron)).isInstanceOf(MayRecordResult.May.class);
    }

    @Test
    void whoever_says_that_they_moved_out_is_not_asked_any_more_and_that_is_on_record() {
        says(heron, Said.YES);
        says(egret, Said.NO);

        assertThat(movesOut(egret)).isTrue();

        assertThat(mayRecord()).isInstanceOf(MayRecordResult.May.class);
        assertThat(house.within((Tx tx) -> house.households().find(tx, contributor))
                        .orElseThrow()
                        .adults())
                .extracting(Resident::id)
                .containsExactly(heron.id());
        assertThat(opened(facts(egret).getLast()).orElseThrow()).contains("\"livesThere\":false");
        assertThat(((TellResult.Told) tells("Heron", "Egret")).links())
                .as("another person")
                .hasSize(1)
                .doesNotContainKey(egret.id());
    }

    private static boolean movesOut(Person person) {
        return house.within(tx -> house.households().residents().moveOut(tx, person.link()));
    }

    @Test
    void whoever_keeps_their_word_keeps_link_and_answer_and_whoever_is_new_gets_a_link() {
        says(heron, Said.YES);

        var told = (TellResult.Told) tells(" heron ", "Ibis");

        assertThat(told.links()).hasSize(1).containsKey(person(told, "Ibis").id());
        assertThat(told.household().adults()).extracting(Resident::id).contains(heron.id());
        assertThat(mayRecord(person(told, "Ibis"))).isInstanceOf(MayRecordResult.May.class);
        assertThat(house.within((Tx tx) -> house.households().find(tx, contributor)))
                .contains(told.household());
    }

    @Test
    void a_home_that_cannot_be_right_is_refused_and_changes_nothing() {
        String tooLong = "x".repeat(Households.WORD_LENGTH_MAX + 1);
        List<String> crowd = IntStream.rangeClosed(0, Households.ADULTS_MAX)
                .mapToObj(Integer::toString)
                .toList();
        for (List<String> words :
                List.of(List.of(" "), List.of("a\nb"), List.of(tooLong), List.of("Heron", "HERON"), crowd)) {
            assertThat(refusal(tells(words, 0))).isEqualTo("household-adults");
        }
        for (int children : new int[] {-1, Households.CHILDREN_MAX + 1}) {
            assertThat(refusal(tells(List.of(), children))).isEqualTo("household-children");
        }
        Household kept = house.within((Tx tx) -> house.households().find(tx, contributor))
                .orElseThrow();
        assertThat(kept.adults()).extracting(Resident::id).containsExactlyInAnyOrder(heron.id(), egret.id());
        assertThat(kept.children()).isEqualTo(1);
    }

    @Test
    void an_answer_is_one_fact_about_the_resident_without_a_word_of_the_home() {
        says(heron, Said.YES);
        says(heron, Said.NO);

        assertThat(facts(heron))
                .extracting(ProvenanceEntry::type)
                .containsExactly(FactType.RESIDENT_ANSWERED, FactType.RESIDENT_ANSWERED);
        assertThat(facts(heron))
                .extracting(ProvenanceEntry::person)
                .containsOnly(Optional.of(heron.id().person()));
        assertThat(opened(facts(heron).getLast()).orElseThrow())
                .contains("\"mayRecord\":false")
                .doesNotContain("Heron", contributor.value().toString());
    }

    @Test
    void the_rows_tell_nobody_without_a_key_what_was_said_or_by_whom() {
        says(heron, Said.YES);
        says(egret, Said.NO);

        List<Map<String, Object>> rows = house.within(tx -> tx.sql()
                .createQuery("SELECT octet_length(answer) AS length, encode(word, 'escape') AS word"
                        + " FROM household_resident WHERE contributor = :contributor")
                .bind("contributor", contributor.value())
                .mapToMap()
                .list());

        assertThat(rows)
                .extracting(row -> row.get("length"))
                .doesNotContainNull()
                .hasSize(2);
        assertThat(rows.stream().map(row -> row.get("length")).distinct()).hasSize(1);
        assertThat(rows).extracting(row -> String.valueOf(row.get("word"))).noneMatch(word -> word.contains("Heron"));
    }

    @Test
    void a_no_waits_for_a_session_that_starts_on_the_yes_before_it() {
        says(heron, Said.YES);
        says(egret, Said.YES);
        house.database().inTransactionDo(starting -> {
            house.households().mayRecord(starting, contributor, Set.of());
            var answer = CompletableFuture.runAsync(() -> house.database().inTransactionDo(answering -> {
                answering.sql().execute("SET LOCAL lock_timeout = '100ms'");
                house.households().residents().answer(answering, heron.link(), Said.NO);
            }));
            assertThatThrownBy(answer::join).hasCauseInstanceOf(JdbiException.class);
        });
    }

    @Test
    void a_session_starts_as_the_home_allows_and_its_capture_says_who_was_away() {
        house.answers(contributor, true);
        says(egret, Said.YES);
        var atHome = new Start(contributor, house.task().version(), "Pixel 9");
        assertThat(house.within((Tx tx) -> house.capture().start(tx, atHome)))
                .isInstanceOfSatisfying(
                        StartResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("household-may-not"));
        assertThat(house.within(tx -> house.capture().sessions(tx, contributor)).sessions())
                .isEmpty();

        var stranger = new ResidentId(UUID.randomUUID());
        var away = new Start(contributor, house.task().version(), "Pixel 9", Place.HOME, Set.of(heron.id(), stranger));
        Session session =
                ((StartResult.Started) house.within(tx -> house.capture().start(tx, away))).session();
        var upload = new Attachment(house.uploads(contributor, VIDEO), UploadRole.VIDEO, Optional.empty());
        house.within(tx -> house.capture().attach(tx, session.id(), contributor, upload));
        says(egret, Said.NO);
        house.within(tx -> house.capture().finish(tx, session.id(), contributor));

        ProvenanceEntry capture = house.within(
                        tx -> house.provenance().entries(tx, session.id().value()))
                .getFirst();
        assertThat(opened(capture).orElseThrow())
                .contains("\"residentsAway\":[\"%s\"]".formatted(heron.id().value()));
    }

    private TellResult tells(String... words) {
        return tells(List.of(words), 1);
    }

    private TellResult tells(List<String> words, int children) {
        var form = new HouseholdForm(words.stream().map(Personal::of).toList(), children);
        return house.within(tx -> house.households().tell(tx, contributor, form));
    }

    private static Person person(TellResult.Told told, String word) {
        return told.household().adults().stream()
                .filter(resident -> resident.word().reveal().equals(word))
                .map(resident -> new Person(
                        resident.id(),
                        Optional.ofNullable(told.links().get(resident.id())).orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    private static ResidentAnswer says(Person person, Said said) {
        return house.within((Tx tx) -> house.households().residents().answer(tx, person.link(), said))
                .orElseThrow();
    }

    private static Optional<ResidentId> asked(SecretToken link) {
        return house.within(tx -> house.households().residents().asked(tx, link));
    }

    private static Optional<SecretToken> renews(ContributorId contributor, ResidentId resident) {
        return house.within(tx -> house.households().renewLink(tx, contributor, resident));
    }

    private MayRecordResult mayRecord(Person... away) {
        Set<ResidentId> absent = Stream.of(away).map(Person::id).collect(Collectors.toSet());
        return house.within(tx -> house.households().mayRecord(tx, contributor, absent));
    }

    private static String refusal(ContributorId contributor) {
        return ((MayRecordResult.MayNot) house.within(tx -> house.households().mayRecord(tx, contributor, Set.of())))
                .code();
    }

    private static String refusal(TellResult result) {
        return ((TellResult.Refused) result).code();
    }

    private static List<ProvenanceEntry> facts(Person person) {
        return house.within(tx -> house.provenance().entries(tx, person.id().value()));
    }

    private static Optional<String> opened(ProvenanceEntry entry) {
        return house.within(tx -> house.provenance().open(tx, entry.id()));
    }
}
