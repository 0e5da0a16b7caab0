package dev.firsthand.engine.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StaffTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Personal<String> NAME = Personal.of("Reviewer Two");

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(1, DATABASE.database(), work);
    }

    @Test
    void the_first_operator_came_by_the_link_and_no_second_one_is_given() {
        assertThat(house.operator().role()).isEqualTo(Role.OPERATOR);
        assertThat(house.within((Tx tx) -> house.staff().firstOperatorLink(tx))).isEmpty();
    }

    @Test
    void a_new_first_link_ends_the_one_before() {
        assertThatThrownBy(() -> house.database().inTransactionDo(tx -> {
                    tx.sql().execute("DELETE FROM staff_sign_in");
                    tx.sql().execute("DELETE FROM staff_link");
                    tx.sql().execute("DELETE FROM staff_member");
                    SecretToken first = house.staff().firstOperatorLink(tx).orElseThrow();
                    SecretToken second = house.staff().firstOperatorLink(tx).orElseThrow();

                    assertThat(refusal(house.staff().follow(tx, first, NAME))).isEqualTo("staff-link-unknown");
                    assertThat(house.staff().follow(tx, second, NAME)).isInstanceOf(LinkResult.SignedIn.class);
                    throw new IllegalStateException("leave the house as it was");
                }))
                .hasMessage("leave the house as it was");
    }

    @Test
    void an_invited_reviewer_signs_in_and_is_known_by_the_token() {
        LinkResult.SignedIn signedIn = join(Role.REVIEWER);

        StaffMember known = house.within(tx -> house.staff().signedIn(tx, signedIn.signIn()))
                .orElseThrow();

        assertThat(known).isEqualTo(signedIn.member());
        assertThat(known.name().reveal()).isEqualTo("Reviewer Two");
        assertThat(known.role().covers(Role.OPERATOR)).isFalse();
    }

    @Test
    void a_link_works_once() {
        SecretToken link =
                house.within(tx -> house.staff().invite(tx, house.operator().id(), Role.REVIEWER));
        house.within(tx -> house.staff().follow(tx, link, NAME));

        assertThat(refusal(house.within(tx -> house.staff().follow(tx, link, NAME))))
                .isEqualTo("staff-link-used");
    }

    @Test
    void a_link_ends_after_seven_days() {
        SecretToken link =
                house.within(tx -> house.staff().invite(tx, house.operator().id(), Role.REVIEWER));
        house.clock().advance(Duration.ofDays(7));

        assertThat(refusal(house.within(tx -> house.staff().follow(tx, link, NAME))))
                .isEqualTo("staff-link-expired");
    }

    @Test
    void a_name_that_cannot_be_shown_is_refused_and_the_link_still_works() {
        SecretToken link =
                house.within(tx -> house.staff().invite(tx, house.operator().id(), Role.REVIEWER));

        for (String name : new String[] {"", "  ", "two\nlines", "x".repeat(121)}) {
            assertThat(refusal(house.within(tx -> house.staff().follow(tx, link, Personal.of(name)))))
                    .isEqualTo("staff-name-invalid");
        }
        assertThat(house.within((Tx tx) -> house.staff().follow(tx, link, Personal.of("a bell\u0007"))))
                .asString()
                .contains("U+0007")
                .doesNotContain("120");
        assertThat(house.within((Tx tx) -> house.staff().follow(tx, link, NAME)))
                .isInstanceOf(LinkResult.SignedIn.class);
    }

    @Test
    void a_made_up_link_and_a_made_up_token_open_nothing() {
        assertThat(refusal(house.within(tx -> house.staff().follow(tx, SecretToken.random(), NAME))))
                .isEqualTo("staff-link-unknown");
        assertThat(house.within((Tx tx) -> house.staff().signedIn(tx, SecretToken.random())))
                .isEmpty();
        assertThat(SecretToken.parse("fh_short")).isEmpty();
    }

    @Test
    void a_sign_in_ends_after_thirty_days() {
        LinkResult.SignedIn signedIn = join(Role.REVIEWER);
        house.clock().advance(Duration.ofDays(30));

        assertThat(house.within((Tx tx) -> house.staff().signedIn(tx, signedIn.signIn())))
                .isEmpty();
        assertThat(house.within((Tx tx) ->
                        house.staff().signIns().running(tx, signedIn.member().id())))
                .isEmpty();
    }

    @Test
    void a_member_lists_and_ends_own_sign_ins_only() {
        LinkResult.SignedIn mine = join(Role.REVIEWER);
        LinkResult.SignedIn other = join(Role.REVIEWER);
        SignIns signIns = house.staff().signIns();
        SignIn listed =
                house.within(tx -> signIns.running(tx, mine.member().id())).getFirst();

        assertThat(house.within((Tx tx) -> signIns.end(tx, other.member().id(), listed.id())))
                .isFalse();
        assertThat(house.within((Tx tx) -> signIns.end(tx, mine.member().id(), listed.id())))
                .isTrue();

        assertThat(house.within((Tx tx) -> house.staff().signedIn(tx, mine.signIn())))
                .isEmpty();
        assertThat(house.within((Tx tx) -> house.staff().signedIn(tx, other.signIn())))
                .isPresent();
        assertThat(house.within((Tx tx) -> signIns.end(tx, other.signIn()))).isTrue();
        assertThat(house.within((Tx tx) -> house.staff().signedIn(tx, other.signIn())))
                .isEmpty();
    }

    @Test
    void a_member_who_lost_every_sign_in_comes_back_under_the_same_name() {
        LinkResult.SignedIn before = join(Role.REVIEWER);
        SecretToken link = house.within(tx -> house.staff().returnLink(tx, before.member()));

        var again = (LinkResult.SignedIn) house.within(tx -> house.staff().follow(tx, link, Personal.of("")));

        assertThat(again.member()).isEqualTo(before.member());
    }

    @Test
    void tables_hold_neither_a_name_nor_a_token() {
        LinkResult.SignedIn signedIn = join(Role.REVIEWER);

        String rows =
                house.within(tx -> tx.sql().createQuery("""
                        SELECT string_agg(m::text, ' ') || (SELECT string_agg(s::text, ' ') FROM staff_sign_in s)
                          FROM staff_member m
                        """).mapTo(String.class).one());

        assertThat(rows)
                .doesNotContain("Reviewer")
                .doesNotContain(signedIn.signIn().reveal());
        assertThat(signedIn.toString())
                .doesNotContain("Reviewer")
                .doesNotContain(signedIn.signIn().reveal());
    }

    @Test
    void nothing_legible_is_left_of_a_member_whose_key_is_gone() {
        LinkResult.SignedIn signedIn = join(Role.REVIEWER);

        house.vault().destroy(signedIn.member().id().person());

        assertThat(house.within(
                        (Tx tx) -> house.staff().find(tx, signedIn.member().id())))
                .isEmpty();
    }

    private static LinkResult.SignedIn join(Role role) {
        SecretToken link =
                house.within(tx -> house.staff().invite(tx, house.operator().id(), role));
        return (LinkResult.SignedIn) house.within(tx -> house.staff().follow(tx, link, NAME));
    }

    private static String refusal(LinkResult result) {
        return ((LinkResult.Refused) result).code();
    }
}
