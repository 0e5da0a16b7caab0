package dev.firsthand.engine.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.rules.Beginning.Kind;
import dev.firsthand.engine.rules.EditResult;
import dev.firsthand.engine.rules.Jurisdiction;
import dev.firsthand.engine.rules.PlaceRecord;
import dev.firsthand.engine.rules.RuleBook.Wish;
import dev.firsthand.engine.rules.RuleId;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SessionPlacesTest {
    private static final Jurisdiction KENYA = new Jurisdiction("KE");
    private static final RuleId PLACE = new RuleId("default.place");
    private static final Jurisdiction GERMANY = new Jurisdiction("DE");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(37, DATABASE.database(), work);
    }

    @Test
    void a_session_at_home_touches_the_country_that_its_contributor_stated() {
        Session session = started(person("KE"), Place.HOME);

        assertThat(touched(session)).containsExactly(KENYA);
    }

    @Test
    void outside_a_home_the_owner_of_the_place_has_agreed_and_its_country_counts_as_well() {
        ContributorId person = person("KE");
        assertThat(refusal(person, new Place(Kind.ELSEWHERE, ""))).isEqualTo("place-record-missing");
        assertThat(refusal(person, new Place(Kind.ELSEWHERE, "GUESSED2"))).isEqualTo("place-record-missing");

        PlaceRecord workshop = house.within(
                tx -> house.rules().addPlace(tx, house.operator().id(), GERMANY, "letter of the owner, folder 3"));

        assertThat(touched(started(person, new Place(Kind.ELSEWHERE, workshop.code()))))
                .containsExactlyInAnyOrder(KENYA, GERMANY);
    }

    @Test
    void nobody_records_where_people_are_cared_for() {
        PlaceRecord ward =
                house.within(tx -> house.rules().addPlace(tx, house.operator().id(), KENYA, "letter of the ward"));

        assertThat(refusal(person("KE"), new Place(Kind.CARE, ward.code()))).isEqualTo("place-care");
    }

    @Test
    void a_kind_of_place_that_the_operator_forbids_is_refused_by_the_rule_that_says_so() {
        var forbidden = house.within(tx ->
                house.rules().edit(tx, house.operator().id(), PLACE, new Wish("care elsewhere home", "no homes")));
        assertThat(forbidden).isInstanceOf(EditResult.Changed.class);

        StartResult.Refused refused = (StartResult.Refused) start(person("KE"), Place.HOME);
        assertThat(refused.code()).isEqualTo("place-forbidden");
        assertThat(refused.message()).contains("default.place PRIMARY_READ");

        house.within(tx -> house.rules().edit(tx, house.operator().id(), PLACE, new Wish("care", "homes again")));
        started(person("KE"), Place.HOME);
    }

    @Test
    void what_a_session_was_begun_by_stands_sealed_in_its_fact() {
        Session session = house.records(new byte[] {1, 2, 3});

        String rules =
                house.within(tx -> house.capture().places().rules(tx, session)).orElseThrow();
        assertThat(rules).contains("default.place PRIMARY_READ");
        assertThat(touched(session)).isNotEmpty();
        assertThat(fact(session.id().value())).contains(rules);
    }

    @Test
    void a_code_of_a_place_that_comes_with_a_start_at_home_is_not_looked_at() {
        PlaceRecord workshop =
                house.within(tx -> house.rules().addPlace(tx, house.operator().id(), GERMANY, "letter of the owner"));

        assertThat(touched(started(person("KE"), new Place(Kind.HOME, workshop.code()))))
                .containsExactly(KENYA);
    }

    @Test
    void where_nobody_read_the_rules_a_name_stands_before_the_first_session() {
        ContributorId person = person("IS");
        assertThat(refusal(person, Place.HOME)).isEqualTo("rules-not-signed");

        house.within(tx -> house.rules().sign(tx, house.operator().id(), new Jurisdiction("IS"), "read with counsel"));

        assertThat(refusal(person, Place.HOME))
                .as("the strictest rules of all keep recordings in their country")
                .isEqualTo("rules-storage-abroad");
    }

    @Test
    void what_was_recorded_before_anybody_asked_where_counts_as_recorded_at_home() {
        Session session = started(person("KE"), Place.HOME);
        house.within(tx -> tx.sql()
                .createUpdate("update capture_session set places = null, laws = null where id = :id")
                .bind("id", session.id().value())
                .execute());

        assertThat(touched(session)).containsExactly(KENYA);
        assertThat(under(new Jurisdiction("CN"))).isEqualTo(under(new Jurisdiction("JP")));
    }

    @Test
    void sessions_are_counted_by_law_while_no_row_says_where_anybody_lives() {
        long before = under(KENYA);
        Session session = started(person("KE"), Place.HOME);

        assertThat(under(KENYA)).isEqualTo(before + 1);
        String row = house.within(tx -> tx.sql()
                .createQuery("select row_to_json(s)::text from capture_session s where id = :id")
                .bind("id", session.id().value())
                .mapTo(String.class)
                .one());
        assertThat(row).contains("Pixel 9").doesNotContain("KE");
    }

    private static String fact(UUID subject) {
        return house.within(tx -> house.provenance()
                .open(tx, house.provenance().entries(tx, subject).getFirst().id())
                .orElseThrow());
    }

    private static ContributorId person(String country) {
        ContributorId person = house.joins("en", country).id();
        house.answers(person, true);
        return person;
    }

    private static StartResult start(ContributorId person, Place place) {
        var start = new Start(person, house.task().version(), "Pixel 9", place, Set.of());
        return house.within(tx -> house.capture().start(tx, start));
    }

    private static Session started(ContributorId person, Place place) {
        return ((StartResult.Started) start(person, place)).session();
    }

    private static String refusal(ContributorId person, Place place) {
        return ((StartResult.Refused) start(person, place)).code();
    }

    private static Set<Jurisdiction> touched(Session session) {
        return house.within(tx -> house.capture().places().touched(tx, List.of(session.id())))
                .getOrDefault(session.id(), Set.of());
    }

    private static long under(Jurisdiction law) {
        return house.within(tx -> house.capture().places().under(tx, Set.of(law)));
    }
}
