package dev.firsthand.engine.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.ProvenanceEntry;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class QuizTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path work;

    static SyntheticHouse house;

    @BeforeAll
    static void build() {
        house = SyntheticHouse.seeded(12, DATABASE.database(), work);
    }

    @Test
    void nobody_records_before_four_of_five_answers_were_right() {
        ContributorId person = consenting();
        assertThat(start(person)).isEqualTo("quiz-missing");

        assertThat(house.understands(person, 3)).isEqualTo(new Quiz.QuizResult.Marked(3, false));
        assertThat(start(person)).isEqualTo("quiz-missing");
        assertThat(house.understands(person, 4)).isEqualTo(new Quiz.QuizResult.Marked(4, true));

        assertThat(start(person)).isEmpty();
    }

    @Test
    void questions_stay_until_they_are_answered_and_are_answered_once() {
        ContributorId person = consenting();
        Quiz.Drawn drawn = drawn(person);

        assertThat(drawn.questions()).doesNotHaveDuplicates().hasSize(5);
        assertThat(drawn(person)).isEqualTo(drawn);
        assertThat(refusal(person, drawn.id(), Map.of())).isEqualTo("quiz-answers-missing");
        assertThat(refusal(consenting(), drawn.id(), Map.of())).isEqualTo("quiz-unknown");
        house.understands(person, 0);
        assertThat(refusal(person, drawn.id(), Map.of())).isEqualTo("quiz-unknown");
        assertThat(drawn(person).id()).isNotEqualTo(drawn.id());
    }

    @Test
    void passing_is_a_fact_once_and_stands_in_every_later_record() {
        ContributorId person = consenting();
        Quiz.Drawn drawn = drawn(person);
        house.understands(person, 5);
        house.understands(person, 5);

        assertThat(house.within((Tx tx) -> house.provenance().entries(tx, drawn.id())))
                .extracting(ProvenanceEntry::type)
                .containsExactly(FactType.CONSENT_UNDERSTOOD);
        assertThat(house.within((Tx tx) -> house.consent().quiz().passed(tx, person))
                        .orElseThrow()
                        .questions())
                .isEqualTo(drawn.questions());
        house.answers(person, Map.of(Purpose.CAPTURE_FOR_PAY, true));
        Grant grant =
                house.within((Tx tx) -> house.consent().standing(tx, person)).getFirst();
        assertThat(house.within((Tx tx) -> house.provenance()
                        .open(
                                tx,
                                house.provenance()
                                        .entries(tx, grant.id().value())
                                        .getFirst()
                                        .id())
                        .orElseThrow()))
                .contains("\"fh:hasCheckOfUnderstanding\"", "\"fh:right\":5");
    }

    @Test
    void the_bank_has_twelve_questions_in_every_language_and_no_place_of_the_right_answer_wins() {
        QuizBank bank = house.consent().quiz().bank();

        assertThat(bank.questions()).hasSizeGreaterThanOrEqualTo(12);
        for (int choice = 0; choice < 3; choice++) {
            int place = choice;
            long right = bank.questions().stream()
                    .filter(question -> bank.right(question) == place)
                    .count();
            assertThat(right).isBetween(3L, 5L);
        }
        for (int question : bank.questions()) {
            Set<QuizBank.Question> asked = new HashSet<>();
            for (String language : NoticeForm.LANGUAGES) {
                asked.add(bank.question(question, language));
                assertThat(bank.question(question, language).choices()).doesNotHaveDuplicates();
            }
            assertThat(asked).as("question %d", question).hasSameSizeAs(NoticeForm.LANGUAGES);
        }
    }

    private static ContributorId consenting() {
        ContributorId person = house.joins().id();
        house.answers(person, Map.of(Purpose.CAPTURE_FOR_PAY, true, Purpose.QUALITY_AND_LABELLING, true));
        return person;
    }

    private static Quiz.Drawn drawn(ContributorId person) {
        return house.within(tx -> house.consent().quiz().drawn(tx, person));
    }

    private static String refusal(ContributorId person, UUID quiz, Map<Integer, Integer> answers) {
        var result = house.within(tx -> house.consent().quiz().answer(tx, person, quiz, answers));
        return ((Quiz.QuizResult.Refused) result).code();
    }

    private static String start(ContributorId person) {
        var start = new Start(person, house.task().version(), "iPhone15,2");
        return house.within(tx -> house.capture().start(tx, start)) instanceof StartResult.Refused refused
                ? refused.code()
                : "";
    }
}
