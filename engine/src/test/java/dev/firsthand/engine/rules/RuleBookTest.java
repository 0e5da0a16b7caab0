package dev.firsthand.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.rules.Beginning.Kind;
import dev.firsthand.engine.rules.RuleBook.Wish;
import dev.firsthand.engine.rules.TransferGround.Basis;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RuleBookTest {
    private static final RuleId AGE = new RuleId("BR.contributor_age");
    private static final Jurisdiction BRAZIL = new Jurisdiction("BR");
    private static final Jurisdiction CHINA = new Jurisdiction("CN");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;
    static RuleBook rules;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(36, DATABASE.database(), work);
        rules = house.rules();
    }

    @Test
    void a_rule_is_made_stricter_with_a_reason_and_that_is_a_fact() {
        long before = facts();

        assertThat(edit(AGE, "21", "our counsel asks for it")).isInstanceOf(EditResult.Changed.class);

        assertThat(house.within(rules::table).find(AGE).orElseThrow().value().text())
                .isEqualTo("21");
        assertThat(house.within(tx -> rules.obligations(tx, Set.of(BRAZIL)))
                        .about(Topic.CONTRIBUTOR_AGE)
                        .orElseThrow()
                        .amount())
                .isEqualTo(21);
        List<RuleEdit> history = house.within(tx -> rules.history(tx, AGE));
        assertThat(history).extracting(RuleEdit::reason).containsExactly("our counsel asks for it");
        assertThat(facts()).isEqualTo(before + 1);
    }

    @Test
    void nobody_goes_below_what_ships_and_nothing_is_left_of_trying() {
        long before = facts();

        assertThat(refusal(new RuleId("CN.exported_people"), "10000")).isEqualTo("rule-below-floor");
        assertThat(refusal(new RuleId("default.contributor_age"), "17")).isEqualTo("rule-below-floor");
        assertThat(refusal(new RuleId("default.place"), "home")).isEqualTo("rule-below-floor");
        assertThat(refusal(new RuleId("KE.transfer"), "safeguards adequacy")).isEqualTo("rule-below-floor");
        assertThat(refusal(new RuleId("EU.transfer"), "unrestricted")).isEqualTo("rule-below-floor");
        assertThat(refusal(new RuleId("CN.exported_people"), "9999")).isEqualTo("rule-unchanged");
        assertThat(refusal(new RuleId("CN.exported_people"), "few")).isEqualTo("rule-value-invalid");
        assertThat(refusal(new RuleId("CN.exported_people"), "-1")).isEqualTo("rule-value-invalid");
        assertThat(refusal(new RuleId("NG.weather"), "1")).isEqualTo("rule-unknown");
        assertThatThrownBy(() -> new Wish("1", " ")).hasMessageContaining("a reason");
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void a_word_that_nobody_asks_for_is_no_value_and_a_topic_that_nobody_asks_is_not_set() {
        assertThat(refusal(new RuleId("default.place"), "care hospital")).isEqualTo("rule-value-invalid");
        assertThat(refusal(new RuleId("KE.transfer_consent"), "consent twice")).isEqualTo("rule-value-invalid");
        assertThat(refusal(new RuleId("NG.breach_authority"), "1")).isEqualTo("rule-fixed");
        assertThat(refusal(new RuleId("default.access"), "1")).isEqualTo("rule-fixed");
    }

    @Test
    void a_value_that_was_set_before_its_topic_was_fixed_is_not_shown_as_if_it_held() {
        RuleId access = new RuleId("default.access");
        house.database()
                .inTransactionDo(tx -> RuleRows.insert(
                        tx,
                        UUID.randomUUID(),
                        new RuleEdit(
                                access,
                                new RuleValue.Amount(1),
                                "earlier",
                                house.operator().id(),
                                house.clock().instant())));

        assertThat(house.within(rules::table).find(access))
                .isEqualTo(RuleTable.shipped().find(access));
    }

    @Test
    void what_was_made_stricter_may_be_taken_back_to_what_ships() {
        RuleId rule = new RuleId("IN.transfer");

        assertThat(edit(rule, "safeguards", "stricter")).isInstanceOf(EditResult.Changed.class);
        assertThat(edit(rule, "unrestricted", "back")).isInstanceOf(EditResult.Changed.class);
    }

    @Test
    void recording_in_china_and_where_nobody_read_the_rules_waits_for_a_name() {
        Jurisdiction iceland = new Jurisdiction("IS");
        for (Jurisdiction place : List.of(CHINA, iceland, new Jurisdiction("IN"))) { // whose law is in force in 2027
            assertThat(refusal(mayCapture(Set.of(place), place))).isEqualTo("rules-not-signed");
            house.within(tx -> rules.sign(tx, house.operator().id(), place, "read with counsel"));
            assertThat(mayCapture(Set.of(place), place)).isInstanceOf(Ruling.Permitted.class);
        }
        assertThat(mayCapture(Set.of(BRAZIL), BRAZIL)).isInstanceOf(Ruling.Permitted.class);
        List<Signature> signatures = house.within(rules::signatures);
        assertThat(signatures).extracting(Signature::jurisdiction).contains(CHINA, iceland);
    }

    @Test
    void signing_for_a_part_of_a_country_signs_for_the_country() {
        Jurisdiction illinois = new Jurisdiction("US-IL");
        Jurisdiction us = new Jurisdiction("US");
        assertThat(refusal(mayCapture(Set.of(illinois), us))).isEqualTo("rules-not-signed");

        house.within(tx -> rules.sign(tx, house.operator().id(), illinois, "read with counsel"));

        assertThat(mayCapture(Set.of(illinois), us)).isInstanceOf(Ruling.Permitted.class);
    }

    @Test
    void what_was_recorded_in_china_is_kept_there() {
        house.within(tx -> rules.sign(tx, house.operator().id(), CHINA, "read with counsel"));

        assertThat(refusal(mayCapture(Set.of(CHINA), BRAZIL))).isEqualTo("rules-storage-abroad");
    }

    @Test
    void recordings_of_at_most_9999_people_leave_china_in_one_of_its_years() {
        List<UUID> people = Stream.generate(UUID::randomUUID).limit(9_999).toList();
        Jurisdiction there = new Jurisdiction("SG");

        assertThat(leave(people, CHINA)).isInstanceOf(Ruling.Permitted.class);
        assertThat(leave(people, there)).isInstanceOf(Ruling.Permitted.class);
        assertThat(leave(people.subList(0, 50), there)).isInstanceOf(Ruling.Permitted.class);
        assertThat(refusal(leave(List.of(UUID.randomUUID()), there))).isEqualTo("rules-people-exported");
        assertThat(leave(people, there)).isInstanceOf(Ruling.Permitted.class);
    }

    @Test
    void what_covers_a_transfer_stands_until_it_is_ended() {
        var ground = new TransferGround(BRAZIL, CHINA, Basis.SAFEGUARDS, "clauses of 2 November 2026");
        Move move = Move.intoStorage(Set.of(BRAZIL), CHINA);
        assertThat(refusal(mayMove(move))).isEqualTo("rules-transfer-ground-missing");

        house.database().inTransactionDo(tx -> rules.add(tx, house.operator().id(), ground));
        assertThat(mayMove(move)).isInstanceOf(Ruling.Permitted.class);

        house.database().inTransactionDo(tx -> rules.end(tx, house.operator().id(), ground));
        assertThat(refusal(mayMove(move))).isEqualTo("rules-transfer-ground-missing");
    }

    private static Ruling leave(List<UUID> people, Jurisdiction holder) {
        return house.within(tx -> rules.mayLeave(tx, CHINA, holder, people));
    }

    private static Ruling mayCapture(Set<Jurisdiction> touched, Jurisdiction storage) {
        var kept = new RuleBook(house.provenance(), storage, house.clock());
        return house.within(tx -> kept.mayCapture(tx, new Beginning(touched, Kind.HOME, false)));
    }

    private static Ruling mayMove(Move move) {
        return house.within(tx -> rules.mayMove(tx, move));
    }

    private static EditResult edit(RuleId rule, String value, String reason) {
        return house.within(tx -> rules.edit(tx, house.operator().id(), rule, new Wish(value, reason)));
    }

    private static String refusal(RuleId rule, String value) {
        return switch (edit(rule, value, "to see")) {
            case EditResult.Changed changed -> "changed";
            case EditResult.Refused(var code, var message) -> code;
        };
    }

    private static String refusal(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Permitted permitted -> "permitted";
            case Ruling.Refused(var code, var message, var used) -> code;
        };
    }

    private static long facts() {
        return house.within(tx -> tx.sql()
                .createQuery("select count(*) from provenance_entry where type = :type")
                .bind("type", FactType.RULE_CHANGED.wireName())
                .mapTo(Long.class)
                .one());
    }
}
