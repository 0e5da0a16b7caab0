package dev.firsthand.engine.contributor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.rules.RuleBook.Wish;
import dev.firsthand.engine.rules.RuleId;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ContributorsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final JoinForm FORM = new JoinForm(Personal.of("fil"), Personal.of("PH"), 18);
    private static final PersonId STAFF = PersonId.random();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(2, DATABASE.database(), work);
    }

    @Test
    void an_invited_person_joins_and_is_known_by_the_token() {
        JoinResult.Joined joined = join(FORM);

        Contributor known = house.within(tx -> house.contributors().carrying(tx, joined.token()))
                .orElseThrow();

        assertThat(known).isEqualTo(joined.contributor());
        assertThat(known.language().reveal()).isEqualTo("fil");
        assertThat(known.country().reveal()).isEqualTo("PH");
        assertThat(house.vault().key(known.id().person())).isPresent();
    }

    @Test
    void of_the_age_only_how_it_is_known_is_kept_and_nobody_joins_below_eighteen_in_any_country() {
        Contributor person = join(FORM).contributor();
        assertThat(age(person).method()).isEqualTo(AgeCheck.Method.STATED);
        assertThat(age(person).verifier()).isEmpty();

        house.clock().advance(Duration.ofDays(1));
        house.database()
                .inTransactionDo(
                        tx -> house.contributors().ages().seen(tx, person, AgeCheck.Method.DOCUMENT_SHOWN, STAFF));

        assertThat(age(person))
                .isEqualTo(new AgeCheck(
                        AgeCheck.Method.DOCUMENT_SHOWN,
                        Optional.of(STAFF),
                        house.clock().instant()));
        SecretToken link = invite(InvitationTerms.single());
        for (String country : Locale.getISOCountries()) {
            var form = new JoinForm(Personal.of("en"), Personal.of(country), 17);
            assertThat(refusal(link, form)).as(country).isEqualTo("age-not-stated");
        }
    }

    @Test
    void a_rule_that_asks_for_more_years_is_asked_where_somebody_joins_and_of_nobody_else() {
        edits("EU.contributor_age", "20"); // recordings are kept in the EU, so it is asked of everybody
        edits("PH.contributor_age", "21");
        SecretToken link = invite(new InvitationTerms(3, Duration.ofDays(1)));
        var refused = (JoinResult.Refused)
                house.<JoinResult>within(tx -> house.contributors().join(tx, link, reached("PH", 20)));
        assertThat(refused.code()).isEqualTo("age-not-stated");
        assertThat(refused.message()).contains("21 or older", "PH.contributor_age UNVERIFIED");
        assertThat(refusal(link, reached("KE", 19))).isEqualTo("age-not-stated");

        house.within(tx -> house.contributors().join(tx, link, reached("KE", 20)));
        Contributor joined = ((JoinResult.Joined)
                        house.<JoinResult>within(tx -> house.contributors().join(tx, link, reached("PH", 21))))
                .contributor();
        assertThat(factOf(joined)).contains("stated-21-or-over", "PH.contributor_age UNVERIFIED");

        edits("EU.contributor_age", "16");
        edits("PH.contributor_age", "18");
        assertThat(house.within((Tx tx) -> house.contributors().ages().asked(tx, Set.of()))
                        .amount())
                .isEqualTo(18);
    }

    private static String factOf(Contributor person) {
        return house.within(tx -> house.provenance()
                .open(
                        tx,
                        house.provenance()
                                .entries(tx, person.id().value())
                                .getFirst()
                                .id())
                .orElseThrow());
    }

    private static void edits(String rule, String value) {
        house.within(tx -> house.rules().edit(tx, house.operator().id(), new RuleId(rule), new Wish(value, "counsel")));
    }

    private static JoinForm reached(String country, int years) {
        return new JoinForm(Personal.of("en"), Personal.of(country), years);
    }

    private static AgeCheck age(Contributor person) {
        return house.within((Tx tx) -> house.contributors().ages().find(tx, person.id()))
                .orElseThrow();
    }

    @Test
    void a_single_invitation_lets_one_person_in() {
        SecretToken link = invite(InvitationTerms.single());
        house.within(tx -> house.contributors().join(tx, link, FORM));

        assertThat(refusal(link, FORM)).isEqualTo("invitation-used-up");
    }

    @Test
    void people_who_race_for_the_last_places_never_exceed_them() throws Exception {
        SecretToken link = invite(new InvitationTerms(3, Duration.ofDays(1)));
        Callable<JoinResult> join =
                () -> house.within(tx -> house.contributors().join(tx, link, FORM));

        try (var threads = Executors.newFixedThreadPool(8)) {
            var results = threads.invokeAll(Stream.generate(() -> join).limit(8).toList());
            int joined = 0;
            for (var result : results) {
                joined += result.get() instanceof JoinResult.Joined ? 1 : 0;
            }
            assertThat(joined).isEqualTo(3);
        }
    }

    @Test
    void an_invitation_ends_at_its_last_moment_or_when_it_is_ended() {
        SecretToken late = invite(new InvitationTerms(5, Duration.ofHours(1)));
        house.clock().advance(Duration.ofHours(1));
        var ended = house.within(
                tx -> house.contributors().invitations().make(tx, STAFF, new InvitationTerms(5, Duration.ofHours(1))));
        house.within(tx ->
                house.contributors().invitations().end(tx, ended.invitation().id()));

        assertThat(refusal(late, FORM)).isEqualTo("invitation-expired");
        assertThat(refusal(ended.link(), FORM)).isEqualTo("invitation-ended");
        assertThat(refusal(SecretToken.random(), FORM)).isEqualTo("invitation-unknown");
    }

    @Test
    void open_invitations_are_listed_with_their_joins() {
        var made = house.within(
                tx -> house.contributors().invitations().make(tx, STAFF, new InvitationTerms(2, Duration.ofDays(1))));
        house.within(tx -> house.contributors().join(tx, made.link(), FORM));

        Invitation listed = house
                .within(tx -> house.contributors().invitations().all(tx).invitations())
                .stream()
                .filter(invitation -> invitation.id().equals(made.invitation().id()))
                .findFirst()
                .orElseThrow();

        assertThat(listed.joins()).isEqualTo(1);
        assertThat(listed.state()).isEqualTo(Invitation.State.OPEN);
        assertThat(house.within((Tx tx) -> house.contributors().invitations().end(tx, listed.id())))
                .isTrue();
        assertThat(house.within((Tx tx) -> house.contributors().invitations().end(tx, listed.id())))
                .isFalse();
    }

    @Test
    void many_links_are_made_at_once_and_each_lets_one_person_in_for_the_one_task() {
        UUID task = new UUID(3, 4);
        PersonId author = house.operator().id().person();
        var terms = new InvitationTerms(
                1,
                Duration.ofDays(1),
                new InvitationTerms.Audience(Optional.of(task), Optional.of("fil"), Personal.of("leaflet in May")));

        var made = house.within(tx -> house.contributors().invitations().makeMany(tx, author, terms, 150));

        assertThat(made)
                .extracting(one -> one.invitation().number())
                .startsWith(1, 2, 3)
                .endsWith(149, 150);
        assertThat(made).extracting(one -> one.link().reveal()).doesNotHaveDuplicates();
        SecretToken last = made.getLast().link();
        var joined = (JoinResult.Joined) house.within(tx -> house.contributors().join(tx, last, FORM));
        assertThat(joined.contributor().isOffered(task)).isTrue();
        assertThat(joined.contributor().isOffered(new UUID(3, 5))).isFalse();
        Invitation found = house.within(
                        (Tx tx) -> house.contributors().invitations().find(tx, last))
                .orElseThrow();
        assertThat(found.state()).isEqualTo(Invitation.State.FULL);
        assertThat(found.audience().note().reveal()).isEqualTo("leaflet in May");
        assertThat(storedNotes()).isNotEmpty().noneMatch(note -> note.contains("leaflet"));

        var first = house.within((Tx tx) -> house.contributors().invitations().all(tx));
        var second = house.within(
                tx -> house.contributors().invitations().all(tx, first.after().orElseThrow()));
        assertThat(first.invitations()).hasSize(Invitations.PAGE_MAX);
        assertThat(second.invitations()).isNotEmpty().doesNotContainAnyElementsOf(first.invitations());
        assertThatThrownBy(() ->
                        house.within(tx -> house.contributors().invitations().makeMany(tx, author, terms, 1_001)))
                .hasMessageContaining("1 to 1000");
    }

    private static List<String> storedNotes() {
        return house.within(tx -> tx.sql()
                .createQuery("SELECT note FROM contributor_invitation WHERE note IS NOT NULL")
                .mapTo(byte[].class)
                .map(bytes -> new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                .list());
    }

    @Test
    void a_link_brings_its_owner_in_once_and_opens_nothing_by_itself() {
        JoinResult.Joined joined = join(FORM);
        ContributorTokens tokens = house.contributors().tokens();
        PersonId operator = house.operator().id().person();
        SecretToken link = house.within(
                tx -> tokens.linkFromDesk(tx, operator, joined.contributor().id()));

        assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, link)))
                .isEmpty();
        assertThat(house.within(
                        (Tx tx) -> tokens.running(tx, joined.contributor().id())))
                .extracting(CarriedToken::kind, CarriedToken::byDesk)
                .containsExactlyInAnyOrder(
                        tuple(CarriedToken.Kind.LINK, true), tuple(CarriedToken.Kind.SIGN_IN, false));
        SecretToken own = house.within(tx -> tokens.renew(tx, link)).orElseThrow();
        assertThat(house.within((Tx tx) -> tokens.runs(tx, link))).isFalse();
        assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, own)))
                .contains(joined.contributor());

        assertThat(house.within((Tx tx) ->
                        tokens.endFromDesk(tx, operator, joined.contributor().id())))
                .isEqualTo(2);
        assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, own)))
                .isEmpty();
    }

    @Test
    void one_sign_in_is_ended_by_its_owner_alone() {
        JoinResult.Joined joined = join(FORM);
        JoinResult.Joined other = join(FORM);
        ContributorTokens tokens = house.contributors().tokens();
        UUID mine = house.within((Tx tx) -> tokens.id(tx, joined.token())).orElseThrow();

        assertThat(house.within((Tx tx) -> tokens.end(tx, other.contributor().id(), mine)))
                .isFalse();
        assertThat(house.within((Tx tx) -> tokens.end(tx, joined.contributor().id(), mine)))
                .isTrue();
        assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, joined.token())))
                .isEmpty();
    }

    @Test
    void a_faulty_form_is_refused_and_takes_no_place() {
        SecretToken link = invite(InvitationTerms.single());
        var en = Personal.of("en");
        var ke = Personal.of("KE");

        assertThat(refusal(link, new JoinForm(en, ke, 0))).isEqualTo("age-not-stated");
        assertThat(refusal(link, new JoinForm(Personal.of("not a tag"), ke, 18)))
                .isEqualTo("language-unknown");
        assertThat(refusal(link, new JoinForm(Personal.of(""), ke, 18))).isEqualTo("language-unknown");
        assertThat(refusal(link, new JoinForm(en, Personal.of("Kenya"), 18))).isEqualTo("country-unknown");
        assertThat(refusal(link, new JoinForm(en, Personal.of("ke"), 18))).isEqualTo("country-unknown");
        assertThat(house.within((Tx tx) -> house.contributors().join(tx, link, FORM)))
                .isInstanceOf(JoinResult.Joined.class);
    }

    @Test
    void terms_out_of_bounds_are_refused() {
        assertThatThrownBy(() -> new InvitationTerms(0, Duration.ofDays(1))).hasMessageContaining("1 to 1000");
        assertThatThrownBy(() -> new InvitationTerms(1, Duration.ofDays(91))).hasMessageContaining("90 days");
        assertThatThrownBy(() -> new InvitationTerms(1, Duration.ZERO)).hasMessageContaining("90 days");
    }

    @Test
    void a_token_is_renewed_once_and_the_old_one_ends() {
        JoinResult.Joined joined = join(FORM);
        ContributorTokens tokens = house.contributors().tokens();

        SecretToken fresh = house.within(tx -> tokens.renew(tx, joined.token())).orElseThrow();

        assertThat(house.within((Tx tx) -> tokens.renew(tx, joined.token()))).isEmpty();
        assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, joined.token())))
                .isEmpty();
        assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, fresh)))
                .isPresent();
    }

    @Test
    void tokens_end_with_time_and_when_they_are_revoked() {
        JoinResult.Joined joined = join(FORM);
        ContributorTokens tokens = house.contributors().tokens();
        SecretToken second =
                house.within(tx -> tokens.issue(tx, joined.contributor().id()));

        assertThat(house.within(
                        (Tx tx) -> tokens.revokeAll(tx, joined.contributor().id())))
                .isEqualTo(2);
        SecretToken third =
                house.within(tx -> tokens.issue(tx, joined.contributor().id()));
        house.clock().advance(ContributorTokens.VALID);

        for (SecretToken ended : List.of(joined.token(), second, third)) {
            assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, ended)))
                    .isEmpty();
        }
    }

    @Test
    void nothing_legible_is_left_of_a_contributor_whose_key_is_gone() {
        JoinResult.Joined joined = join(FORM);

        house.vault().destroy(joined.contributor().id().person());

        assertThat(house.within((Tx tx) ->
                        house.contributors().find(tx, joined.contributor().id())))
                .isEmpty();
        assertThat(house.within((Tx tx) -> house.contributors().carrying(tx, joined.token())))
                .isEmpty();
    }

    @Test
    void the_table_holds_neither_language_nor_country() {
        JoinResult.Joined joined = join(FORM);

        byte[] stored = house.within(tx -> tx.sql()
                .createQuery("SELECT language || country FROM contributor WHERE id = :id")
                .bind("id", joined.contributor().id().value())
                .mapTo(byte[].class)
                .one());

        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("fil")
                .doesNotContain("PH");
    }

    private static SecretToken invite(InvitationTerms terms) {
        return house.within(tx -> house.contributors().invitations().make(tx, STAFF, terms))
                .link();
    }

    private static JoinResult.Joined join(JoinForm form) {
        SecretToken link = invite(InvitationTerms.single());
        return (JoinResult.Joined) house.within(tx -> house.contributors().join(tx, link, form));
    }

    private static String refusal(SecretToken link, JoinForm form) {
        return ((JoinResult.Refused) house.within(tx -> house.contributors().join(tx, link, form))).code();
    }
}
