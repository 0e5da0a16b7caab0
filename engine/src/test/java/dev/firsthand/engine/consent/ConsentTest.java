package dev.firsthand.engine.consent;

import static dev.firsthand.engine.consent.Purpose.CAPTURE_FOR_PAY;
import static dev.firsthand.engine.consent.Purpose.QUALITY_AND_LABELLING;
import static dev.firsthand.engine.consent.Purpose.SELL_TO_NAMED_BUYERS;
import static dev.firsthand.engine.consent.Purpose.TRAIN_ROBOT_POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ConsentTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(5, DATABASE.database(), work);
    }

    /// The part of each purpose begins with its words; code names are not for people.
    private static final List<String> PURPOSES = List.of(
            "\n\n1. Recording for pay. ",
            "\n\n2. Checking and labelling. ",
            "\n\n3. Training robots. ",
            "\n\n4. Giving it to named buyers. ",
            "\n\n5. Motion of your body. ");

    @Test
    void the_notice_names_controller_buyers_and_every_purpose_and_its_digest_is_that_of_its_bytes() throws Exception {
        Holder buyer = house.registersBuyer("Robots of the Test GmbH");

        Notice notice = current();

        assertThat(notice.text())
                .contains(SyntheticHouse.CONTROLLER.name(), SyntheticHouse.CONTROLLER.contact(), "5 years")
                .contains("Robots of the Test GmbH (DE): training of household robots")
                .contains(PURPOSES)
                .doesNotContain(
                        Arrays.stream(Purpose.values()).map(Purpose::wireName).toArray(String[]::new))
                .doesNotContain("{");
        assertThat(PURPOSES).hasSameSizeAs(notice.purposes());
        assertThat(notice.recipients()).extracting(Notice.Recipient::holder).contains(buyer.id());
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(notice.text().getBytes(StandardCharsets.UTF_8));
        assertThat(notice.digest().hex()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void the_notice_stays_the_same_until_a_buyer_is_added() {
        Notice before = current();

        assertThat(current()).isEqualTo(before);
        house.registersBuyer("One More Buyer");

        assertThat(current().version()).isEqualTo(before.version() + 1);
        assertThat(house.within((Tx tx) -> house.consent().notices().find(tx, before.digest())))
                .contains(before);
    }

    @Test
    void a_yes_permits_its_purpose_and_no_other() {
        ContributorId person = house.joins().id();
        house.answers(person, Map.of(CAPTURE_FOR_PAY, true, TRAIN_ROBOT_POLICY, false));

        Permit permit = house.permit(person, CAPTURE_FOR_PAY);

        assertThat(permit.person()).isEqualTo(person.person());
        assertThat(permit.purpose()).isEqualTo(CAPTURE_FOR_PAY);
        assertThat(permit.issuedAt()).isEqualTo(house.clock().instant());
        assertThat(refusal(person, TRAIN_ROBOT_POLICY)).isEqualTo("consent-refused");
        assertThat(refusal(person, QUALITY_AND_LABELLING)).isEqualTo("consent-missing");
    }

    @Test
    void a_yes_ends_after_twelve_months_to_the_moment() {
        ContributorId person = house.joins().id();
        house.answers(person, true);
        Grant grant = standing(person, CAPTURE_FOR_PAY);
        var left = Duration.between(house.clock().instant(), grant.expiresAt().orElseThrow());

        house.clock().advance(left.minusNanos(1_000));
        assertThat(house.permit(person, CAPTURE_FOR_PAY).grant())
                .isEqualTo(grant.id().value());
        house.clock().advance(Duration.ofNanos(1_000));

        assertThat(left).isEqualTo(Duration.ofDays(365));
        assertThat(refusal(person, CAPTURE_FOR_PAY)).isEqualTo("consent-expired");
    }

    @Test
    void a_withdrawal_counts_at_once_for_its_purpose_alone() {
        ContributorId person = house.joins().id();
        house.answers(person, true);

        WithdrawResult result = house.within(tx -> house.consent().withdraw(tx, person, TRAIN_ROBOT_POLICY));

        assertThat(result).isInstanceOf(WithdrawResult.Withdrawn.class);
        assertThat(refusal(person, TRAIN_ROBOT_POLICY)).isEqualTo("consent-withdrawn");
        house.permit(person, CAPTURE_FOR_PAY);
        assertThat(house.within((Tx tx) -> house.consent().withdraw(tx, person, TRAIN_ROBOT_POLICY)))
                .isEqualTo(new WithdrawResult.NothingStood(TRAIN_ROBOT_POLICY));
    }

    @Test
    void what_was_refused_or_never_answered_cannot_be_withdrawn() {
        ContributorId person = house.joins().id();
        house.answers(person, Map.of(CAPTURE_FOR_PAY, false));

        for (Purpose purpose : new Purpose[] {CAPTURE_FOR_PAY, TRAIN_ROBOT_POLICY}) {
            assertThat(house.within((Tx tx) -> house.consent().withdraw(tx, person, purpose)))
                    .isEqualTo(new WithdrawResult.NothingStood(purpose));
        }
    }

    @Test
    void a_second_yes_renews_and_a_yes_after_a_withdrawal_is_given_anew() {
        ContributorId person = house.joins().id();
        house.answers(person, true);
        house.clock().advance(Duration.ofDays(1));
        house.answers(person, Map.of(CAPTURE_FOR_PAY, true));
        assertThat(standing(person, CAPTURE_FOR_PAY).answer()).isEqualTo(Grant.Answer.RENEWED);

        house.within(tx -> house.consent().withdraw(tx, person, CAPTURE_FOR_PAY));
        house.clock().advance(Duration.ofDays(1));
        house.answers(person, Map.of(CAPTURE_FOR_PAY, true));

        assertThat(standing(person, CAPTURE_FOR_PAY).answer()).isEqualTo(Grant.Answer.GIVEN);
        assertThat(house.within((Tx tx) -> house.consent().history(tx, person)))
                .filteredOn(grant -> grant.purpose() == CAPTURE_FOR_PAY)
                .extracting(Grant::answer)
                .containsExactly(Grant.Answer.GIVEN, Grant.Answer.RENEWED, Grant.Answer.GIVEN);
    }

    @Test
    void an_answer_needs_the_notice_that_is_shown_now() {
        ContributorId person = house.joins().id();
        NoticeDigest old = current().digest();
        house.registersBuyer("A Buyer Who Came Later");
        current();

        assertThat(answerRefusal(person, old, Map.of(CAPTURE_FOR_PAY, true))).isEqualTo("notice-superseded");
        assertThat(answerRefusal(person, NoticeDigest.of("made up"), Map.of(CAPTURE_FOR_PAY, true)))
                .isEqualTo("notice-unknown");
        assertThat(answerRefusal(person, current().digest(), Map.of())).isEqualTo("answers-missing");
        assertThat(answerRefusal(
                        new ContributorId(UUID.randomUUID()), current().digest(), Map.of(CAPTURE_FOR_PAY, true)))
                .isEqualTo("contributor-unknown");
        assertThat(house.within((Tx tx) -> house.consent().standing(tx, person)))
                .isEmpty();
    }

    @Test
    void a_yes_to_named_buyers_reaches_those_that_the_notice_named() {
        Holder named = house.registersBuyer("Named Buyer");
        ContributorId person = house.joins().id();
        house.answers(person, true);
        Holder later = house.registersBuyer("Later Buyer");

        assertThat(forBuyer(person, named)).isInstanceOf(PermitResult.Permitted.class);
        assertThat(code(forBuyer(person, later))).isEqualTo("consent-recipient-missing");
        assertThat(code(forBuyer(person, house.ownHolder()))).isEqualTo("consent-recipient-missing");

        house.within(tx -> house.consent().withdraw(tx, person, SELL_TO_NAMED_BUYERS));
        assertThat(code(forBuyer(person, named))).isEqualTo("consent-withdrawn");
    }

    @Test
    void nobody_outside_the_room_can_make_a_permit() {
        assertThat(Permit.class.isSealed()).isTrue();
        for (Class<?> kind : Permit.class.getPermittedSubclasses()) {
            assertThat(kind.getPackageName()).isEqualTo(Permit.class.getPackageName());
            assertThat(Modifier.isPublic(kind.getModifiers())).isFalse();
            assertThat(Modifier.isFinal(kind.getModifiers())).isTrue();
            assertThat(kind.getDeclaredConstructors()).noneMatch(made -> Modifier.isPublic(made.getModifiers()));
        }
    }

    @Test
    void purposes_are_known_by_their_wire_names() {
        for (Purpose purpose : Purpose.values()) {
            assertThat(Purpose.named(purpose.wireName())).contains(purpose);
        }
        assertThat(Purpose.named("anything_else")).isEmpty();
    }

    @Test
    void of_several_contributors_each_has_the_answer_that_is_theirs() {
        ContributorId willing = house.joins().id();
        ContributorId unwilling = house.joins().id();
        ContributorId unasked = house.joins().id();
        house.answers(willing, true);
        house.answers(unwilling, false);

        var permits = house.within(tx ->
                house.consent().permitsForShare(tx, Set.of(willing, unwilling, unasked), Purpose.TRAIN_ROBOT_POLICY));

        assertThat(permits.get(willing)).isInstanceOf(PermitResult.Permitted.class);
        assertThat(permits.get(unwilling))
                .isInstanceOfSatisfying(
                        PermitResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("consent-refused"));
        assertThat(permits.get(unasked))
                .isInstanceOfSatisfying(
                        PermitResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("consent-missing"));
    }

    private static Notice current() {
        return house.within(tx -> house.consent().notices().current(tx));
    }

    private static Grant standing(ContributorId person, Purpose purpose) {
        return house.within(tx -> house.consent().standing(tx, person)).stream()
                .filter(grant -> grant.purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    private static PermitResult forBuyer(ContributorId person, Holder buyer) {
        return house.within(tx -> house.consent().permitsForShare(tx, Set.of(person), buyer.id()))
                .values()
                .iterator()
                .next();
    }

    private static String refusal(ContributorId person, Purpose purpose) {
        return code(house.within(tx -> house.consent().permit(tx, person, purpose)));
    }

    private static String code(PermitResult result) {
        return ((PermitResult.Refused) result).code();
    }

    private static String answerRefusal(ContributorId person, NoticeDigest shown, Map<Purpose, Boolean> answers) {
        AnswerResult result = house.within(tx -> house.consent().answer(tx, person, shown, answers));
        return ((AnswerResult.Refused) result).code();
    }
}
