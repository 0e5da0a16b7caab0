package dev.firsthand.engine.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PasswordDoorTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final String PASSWORD = "seven quiet herons";
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    private PasswordDoor door;
    private String name;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(3, DATABASE.database(), work);
    }

    @BeforeEach
    void open() {
        door = new PasswordDoor(house.database(), house.staff(), house.clock());
        name = "reviewer-" + NAMES.incrementAndGet();
    }

    @Test
    void who_chose_a_password_with_the_link_signs_in_by_it_afterwards() {
        StaffMember member = joins(name);

        var again = (SignInResult.SignedIn) tries(name.toUpperCase(java.util.Locale.ROOT), PASSWORD);

        assertThat(again.member()).isEqualTo(member);
        assertThat(house.within((Tx tx) -> house.staff().signedIn(tx, again.signIn())))
                .contains(member);
        assertThat(house.within((Tx tx) -> house.staff().signIns().running(tx, member.id())))
                .extracting(signIn -> signIn.browser().reveal())
                .containsExactlyInAnyOrder("Safari", "Firefox");
    }

    @Test
    void a_name_that_nobody_has_and_a_wrong_password_look_alike() {
        joins(name);

        assertThat(tries(name, "seven quiet cranes")).isEqualTo(new SignInResult.Wrong());
        assertThat(tries("nobody-at-all", PASSWORD)).isEqualTo(new SignInResult.Wrong());
        assertThat(tries("", "")).isEqualTo(new SignInResult.Wrong());
    }

    @Test
    void a_refused_choice_leaves_the_link_as_it_was() {
        joins(name);
        SecretToken link = link();

        assertThat(refusal(follows(link, "ab", PASSWORD))).isEqualTo("sign-in-name-invalid");
        assertThat(refusal(follows(link, name + "x", "too short"))).isEqualTo("password-length");
        assertThat(refusal(follows(link, "a-long-sign-in-name", "A-long-sign-in-name")))
                .isEqualTo("password-is-name");
        assertThat(refusal(follows(link, name, PASSWORD))).isEqualTo("sign-in-name-taken");
        assertThat(follows(link, name + "-two", PASSWORD)).isInstanceOf(LinkResult.SignedIn.class);
        assertThat(refusal(follows(link, name + "-three", PASSWORD))).isEqualTo("staff-link-used");
    }

    @Test
    void who_fails_often_waits_longer_each_time_and_never_for_good() {
        StaffMember member = joins(name);
        for (int i = 0; i < PasswordDoor.FREE_BY_NAME; i++) {
            assertThat(tries(name, "wrong wrong wrong")).isInstanceOf(SignInResult.Wrong.class);
        }

        assertThat(tries(name, PASSWORD)).isEqualTo(new SignInResult.Paused(Duration.ofSeconds(1)));
        house.clock().advance(Duration.ofSeconds(1));
        assertThat(tries(name, "wrong wrong wrong")).isInstanceOf(SignInResult.Wrong.class);
        assertThat(tries(name, PASSWORD)).isEqualTo(new SignInResult.Paused(Duration.ofSeconds(2)));

        SecretToken link = house.within(tx -> house.staff().returnLink(tx, member));
        assertThat(house.within((Tx tx) -> house.staff().follow(tx, link, Personal.of(""))))
                .as("the way around the pause")
                .isInstanceOf(LinkResult.SignedIn.class);
        house.clock().advance(Tries.PAUSE_MAX);
        assertThat(tries(name, PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
        assertThat(tries(name, "wrong wrong wrong"))
                .as("one right try clears the name")
                .isInstanceOf(SignInResult.Wrong.class);
    }

    @Test
    void one_address_cannot_go_through_many_names() {
        for (int i = 0; i < PasswordDoor.FREE_BY_ADDRESS; i++) {
            assertThat(tries("guessed-" + i, PASSWORD)).isInstanceOf(SignInResult.Wrong.class);
        }
        joins(name);

        assertThat(tries(name, PASSWORD)).isInstanceOf(SignInResult.Paused.class);
        assertThat(door.signIn(chosen(name, PASSWORD), visit("192.0.2.77")))
                .as("from elsewhere")
                .isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void a_hash_of_weaker_parameters_is_made_anew_when_its_owner_signs_in() {
        var weaker = new PasswordDoor(house.database(), house.staff(), house.clock(), new Passwords(1024));
        var member = ((LinkResult.SignedIn)
                        weaker.follow(link(), Personal.of("Reviewer"), chosen(name, PASSWORD), Personal.of("")))
                .member();
        assertThat(hash(member)).contains("m=1024,");

        assertThat(tries(name, PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);

        assertThat(hash(member)).contains("m=19456,t=2,p=1");
        assertThat(tries(name, PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void another_password_needs_the_present_one_and_ends_every_other_sign_in() {
        joins(name);
        var here = (SignInResult.SignedIn) tries(name, PASSWORD);
        var elsewhere = (SignInResult.SignedIn) tries(name, PASSWORD);
        var fresh = chosen(name + "-renamed", "eight loud herons");

        assertThat(door.change(here.member(), here.signIn(), Personal.of("not it"), fresh))
                .isInstanceOfSatisfying(
                        PasswordResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("password-wrong"));
        assertThat(door.change(here.member(), here.signIn(), Personal.of(PASSWORD), fresh))
                .isEqualTo(new PasswordResult.Changed(2));

        assertThat(signedIn(here.signIn())).isTrue();
        assertThat(signedIn(elsewhere.signIn())).isFalse();
        assertThat(tries(name, PASSWORD)).isInstanceOf(SignInResult.Wrong.class);
        assertThat(tries(name + "-renamed", "eight loud herons")).isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void a_member_from_before_passwords_chooses_the_first_without_another() {
        var old =
                (LinkResult.SignedIn) house.within(tx -> house.staff().follow(tx, link(), Personal.of("From before")));

        assertThat(door.change(old.member(), old.signIn(), Personal.of(""), chosen(name, PASSWORD)))
                .isInstanceOf(PasswordResult.Changed.class);
        assertThat(tries(name, PASSWORD)).isInstanceOf(SignInResult.SignedIn.class);
    }

    @Test
    void a_removed_member_has_no_way_in_and_the_last_operator_stays() {
        StaffMember member = joins(name);
        var signIn = ((SignInResult.SignedIn) tries(name, PASSWORD)).signIn();
        SecretToken back = house.within(tx -> house.staff().returnLink(tx, member));
        StaffId operator = house.operator().id();
        assertThat(removal(operator, operator)).isEqualTo("member-is-you");
        assertThat(removal(member.id(), operator)).isEqualTo("member-last-operator");

        assertThat(house.within((Tx tx) -> house.staff().remove(tx, operator, member.id())))
                .isEqualTo(new RemoveResult.Removed(member));

        assertThat(signedIn(signIn)).isFalse();
        assertThat(tries(name, PASSWORD)).isInstanceOf(SignInResult.Wrong.class);
        assertThat(refusal(house.within((Tx tx) -> house.staff().follow(tx, back, Personal.of("")))))
                .isEqualTo("staff-link-unknown");
        assertThat(house.within((Tx tx) -> house.staff().members(tx))).doesNotContain(member);
        assertThat(house.within((Tx tx) -> house.staff().find(tx, member.id())))
                .as("named beside what was decided")
                .contains(member);
        assertThat(removal(operator, member.id())).isEqualTo("member-unknown");
    }

    @Test
    void a_sign_in_in_use_goes_on_past_thirty_days_and_ends_when_nobody_uses_it() {
        joins(name);
        var signIn = ((SignInResult.SignedIn) tries(name, PASSWORD)).signIn();
        for (int day = 0; day < 60; day += 20) {
            house.clock().advance(Duration.ofDays(20));
            assertThat(signedIn(signIn)).isTrue();
        }

        house.clock().advance(SignIns.IDLE_MAX);

        assertThat(signedIn(signIn)).isFalse();
    }

    @Test
    void tables_hold_neither_the_sign_in_name_nor_the_password_nor_a_legible_hash() {
        joins(name);

        String rows =
                house.within(tx -> tx.sql().createQuery("""
                        SELECT string_agg(encode(p.name, 'escape') || encode(p.hash, 'escape'), ' ')
                          FROM staff_password p
                        """).mapTo(String.class).one());

        assertThat(rows).doesNotContain("reviewer").doesNotContain("argon2").doesNotContain("herons");
        assertThat(chosen(name, PASSWORD).toString()).doesNotContain("herons").doesNotContain("reviewer");
    }

    private static SecretToken link() {
        return house.within(tx -> house.staff().invite(tx, house.operator().id(), Role.REVIEWER));
    }

    private StaffMember joins(String signInName) {
        return ((LinkResult.SignedIn) follows(link(), signInName, PASSWORD)).member();
    }

    private LinkResult follows(SecretToken link, String signInName, String password) {
        return door.follow(link, Personal.of("Reviewer Two"), chosen(signInName, password), Personal.of("Safari"));
    }

    private SignInResult tries(String signInName, String password) {
        return door.signIn(chosen(signInName, password), visit("192.0.2.1"));
    }

    private static Visit visit(String address) {
        return new Visit(Personal.of(address), Personal.of("Firefox"));
    }

    private static ChosenPassword chosen(String signInName, String password) {
        return new ChosenPassword(Personal.of(signInName), Personal.of(password));
    }

    private static boolean signedIn(SecretToken token) {
        return house.within((Tx tx) -> house.staff().signedIn(tx, token)).isPresent();
    }

    private static String hash(StaffMember member) {
        return house.within((Tx tx) -> house.staff().passwords().of(tx, member.id()))
                .orElseThrow()
                .hash()
                .phc();
    }

    private static String removal(StaffId by, StaffId member) {
        return ((RemoveResult.Refused) house.within((Tx tx) -> house.staff().remove(tx, by, member))).code();
    }

    private static String refusal(LinkResult result) {
        return ((LinkResult.Refused) result).code();
    }
}
