package dev.firsthand.engine.consent;

import static dev.firsthand.engine.consent.Purpose.CAPTURE_FOR_PAY;
import static dev.firsthand.engine.consent.Purpose.TRAIN_ROBOT_POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReceiptsTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(13, DATABASE.database(), work);
    }

    @Test
    void a_code_leads_to_the_answers_however_it_is_written_down() {
        ContributorId person = answering();
        ReceiptCode code = code(person);

        assertThat(code.grouped()).matches("(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}");
        for (String written :
                Set.of(code.text(), code.grouped(), " " + code.grouped().toLowerCase(java.util.Locale.ROOT) + " ")) {
            assertThat(opened(written)).contains(person);
        }
        assertThat(code.toString()).doesNotContain(code.text());
        Set<String> codes = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            codes.add(code(answering()).text());
        }
        assertThat(codes).hasSize(50);
    }

    @Test
    void a_code_that_is_made_up_or_replaced_or_past_its_end_opens_nothing() {
        ContributorId person = answering();
        String first = code(person).text();
        char other = first.charAt(0) == '0' ? '1' : '0';
        assertThat(opened(other + first.substring(1))).isEmpty();
        assertThat(opened("")).isEmpty();

        house.answers(person, Map.of(TRAIN_ROBOT_POLICY, true));
        String second = code(person).text();
        assertThat(opened(first)).as("replaced").isEmpty();
        assertThat(opened(second)).contains(person);

        house.clock().advance(Duration.ofDays(366));
        assertThat(opened(second)).as("past its end").isEmpty();
    }

    @Test
    void a_code_works_until_it_is_ended_also_when_no_yes_is_left() {
        ContributorId person = answering();
        String code = code(person).text();

        house.within(tx -> house.consent().withdraw(tx, person, TRAIN_ROBOT_POLICY));
        house.within(tx -> house.consent().withdraw(tx, person, CAPTURE_FOR_PAY));
        assertThat(opened(code)).as("to withdraw further").contains(person);
        house.database().inTransactionDo(tx -> house.consent().endReceipt(tx, person));

        assertThat(opened(code)).isEmpty();
        assertThat(house.within((Tx tx) -> house.consent().receipt(tx, person))).isEmpty();
    }

    private static ContributorId answering() {
        ContributorId person = house.joins().id();
        house.answers(person, Map.of(CAPTURE_FOR_PAY, true, TRAIN_ROBOT_POLICY, true));
        return person;
    }

    private static ReceiptCode code(ContributorId person) {
        return house.within(tx -> house.consent().receipt(tx, person)).orElseThrow();
    }

    private static Optional<ContributorId> opened(String typed) {
        return ReceiptCode.parse(typed)
                .flatMap(code -> house.within(tx -> house.consent().byReceipt(tx, code)));
    }
}
