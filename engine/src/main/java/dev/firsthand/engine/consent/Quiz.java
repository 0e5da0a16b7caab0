package dev.firsthand.engine.consent;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// The check of understanding: five questions drawn from a bank, four right answers pass. It may be tried again as
/// often as somebody likes, with other questions; nobody records before passing it.
public final class Quiz {
    public static final int QUESTIONS = 5;
    public static final int RIGHT_MIN = 4;

    private static final String OPEN =
            "SELECT id, questions FROM consent_quiz WHERE contributor = :contributor AND answered_at IS NULL";

    private static final String DRAW = """
            INSERT INTO consent_quiz (id, contributor, questions, drawn_at)
            VALUES (:id, :contributor, :questions, :now) ON CONFLICT DO NOTHING
            """;

    private static final String MARK = """
            UPDATE consent_quiz SET answered_at = :now, right_count = :right
             WHERE id = :id AND contributor = :contributor AND answered_at IS NULL
            """;

    private static final String PASSED = """
            SELECT questions, right_count, answered_at FROM consent_quiz
             WHERE contributor = :contributor AND right_count >= :least ORDER BY answered_at LIMIT 1
            """;

    private final QuizBank bank;
    private final Provenance provenance;
    private final RandomGenerator random;
    private final InstantSource clock;

    public Quiz(Provenance provenance, RandomGenerator random, InstantSource clock) {
        this.bank = QuizBank.shipped();
        this.provenance = provenance;
        this.random = random;
        this.clock = clock;
    }

    /// A set of questions that waits for its answers.
    public record Drawn(UUID id, List<Integer> questions) {
        public Drawn {
            questions = List.copyOf(questions);
        }
    }

    /// The first check that was passed: which questions, and how many answers were right.
    public record Passed(List<Integer> questions, int right, Instant at) {
        public Passed {
            questions = List.copyOf(questions);
        }
    }

    /// What answering led to.
    public sealed interface QuizResult {
        /// How many answers were right, and whether they suffice.
        record Marked(int right, boolean passed) implements QuizResult {}

        /// Codes: `quiz-unknown`, `quiz-answers-missing`.
        record Refused(String code, String message) implements QuizResult {}
    }

    public QuizBank bank() {
        return bank;
    }

    /// The questions to answer now, drawn once and kept until they are answered.
    public Drawn drawn(Tx tx, ContributorId contributor) {
        return open(tx, contributor).orElseGet(() -> {
            tx.sql()
                    .createUpdate(DRAW)
                    .bind("id", UUID.randomUUID())
                    .bind("contributor", contributor.value())
                    .bindArray("questions", Integer.class, draw())
                    .bind("now", now())
                    .execute();
            return open(tx, contributor).orElseThrow();
        });
    }

    /// Marks the answers to questions that were drawn: by question, which choice, from 0.
    public QuizResult answer(Tx tx, ContributorId contributor, UUID id, Map<Integer, Integer> answers) {
        Optional<Drawn> drawn = open(tx, contributor).filter(open -> open.id().equals(id));
        if (drawn.isEmpty()) {
            return new QuizResult.Refused(
                    "quiz-unknown", "These questions were answered already, or are not yours: open the page again.");
        }
        List<Integer> questions = drawn.get().questions();
        if (!answers.keySet().containsAll(questions)) {
            return new QuizResult.Refused("quiz-answers-missing", "Choose one answer to each question.");
        }
        int right = (int) questions.stream()
                .filter(question -> bank.right(question) == answers.getOrDefault(question, -1))
                .count();
        boolean first = passed(tx, contributor).isEmpty();
        tx.sql()
                .createUpdate(MARK)
                .bind("now", now())
                .bind("right", right)
                .bind("id", id)
                .bind("contributor", contributor.value())
                .execute();
        if (first && right >= RIGHT_MIN) {
            record(tx, contributor, id, right);
        }
        return new QuizResult.Marked(right, right >= RIGHT_MIN);
    }

    public Optional<Passed> passed(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(PASSED)
                .bind("contributor", contributor.value())
                .bind("least", RIGHT_MIN)
                .map((row, context) -> new Passed(
                        questions(row),
                        row.getInt("right_count"),
                        row.getTimestamp("answered_at").toInstant()))
                .findOne();
    }

    @ChangesFact(FactType.CONSENT_UNDERSTOOD)
    void record(Tx tx, ContributorId contributor, UUID id, int right) {
        Map<String, Object> said = Map.of("questions", QUESTIONS, "right", right);
        provenance.record(tx, contributor.person(), new Statement(FactType.CONSENT_UNDERSTOOD, id, said));
    }

    private Optional<Drawn> open(Tx tx, ContributorId contributor) {
        return tx.sql()
                .createQuery(OPEN)
                .bind("contributor", contributor.value())
                .map((row, context) -> new Drawn(row.getObject("id", UUID.class), questions(row)))
                .findOne();
    }

    private List<Integer> draw() {
        List<Integer> shuffled = new ArrayList<>(bank.questions());
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, QUESTIONS));
    }

    private static List<Integer> questions(ResultSet row) throws SQLException {
        return Arrays.asList((Integer[]) row.getArray("questions").getArray());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
