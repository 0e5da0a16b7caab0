package dev.firsthand.app.me;

import dev.firsthand.app.page.QrPicture;
import dev.firsthand.engine.consent.Notice;
import dev.firsthand.engine.consent.NoticeParts;
import dev.firsthand.engine.consent.Occasion;
import dev.firsthand.engine.holder.HolderForm;
import dev.firsthand.engine.household.ResidentAnswer;
import dev.firsthand.engine.recall.RecallProgress;
import dev.firsthand.engine.withdrawal.Withdrawal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What templates show, in words already.
public final class Shown {
    private Shown() {}

    /// One recording in the list.
    public record Sent(UUID session, String task, String date, String state) {}

    /// What one recording says of its maker's body, to its maker.
    public record Strained(
            UUID session, String date, Optional<String> worn, Optional<String> head, Optional<String> body) {}

    /// The text that an answer was given to: its digest, the day of the answer, and whether another one is
    /// shown now.
    public record Agreed(String digest, String date, boolean isOlder) {}

    /// A notice that was answered, with its version in words and the answers that were given to it.
    public record Text(Notice notice, String version, boolean isShown, List<String> answers) {
        public Text {
            answers = List.copyOf(answers);
        }
    }

    /// A purpose with its own part of the notice, whether recording needs it, and what was answered last to
    /// which text, if anything.
    public record Question(
            String purpose, String part, boolean needed, Optional<String> standing, Optional<Agreed> agreed) {
        public boolean canTakeBack() {
            return standing.filter(answer -> !answer.equals("REFUSED") && !answer.equals("WITHDRAWN"))
                    .isPresent();
        }
    }

    /// What comes before recording, or, once there is a task to choose, nothing.
    public enum Next {
        ANSWER,
        ANSWER_AGAIN,
        QUIZ,
        AGE,
        HOUSEHOLD,
        RECORD
    }

    /// What is asked now: the notice, its parts, the digest of its sound, and when it was shown.
    public record Asked(Notice notice, NoticeParts parts, Optional<String> sound, Instant shownAt) {}

    /// The code of the receipt for the answers that stand, and a link with it as a picture.
    public record Receipt(String code, QrPicture qr) {}

    /// One question per purpose, the occasion on which they are asked, and the receipt for what was answered
    /// before.
    public record Answers(List<Question> questions, Occasion occasion, Optional<Receipt> receipt) {
        public Answers {
            questions = List.copyOf(questions);
        }

        public boolean isAnswered() {
            return questions.stream().anyMatch(question -> question.standing().isPresent());
        }
    }

    /// A question of the check with its right answer, and whether that one was chosen.
    public record Marked(String ask, String right, String why, boolean chosen) {}

    /// An answer that stands under a receipt, whether there is a yes to take back, and the text it was given
    /// to.
    public record Held(String purpose, String answer, boolean yes, Agreed agreed) {}

    /// A finding, and where in the recording to look, unless it is about the whole.
    public record Seen(String level, String advice, Optional<String> at) {}

    /// Which spans a person accepted, and why not all.
    public record Decided(List<String> accepted, List<String> reasons) {
        public Decided {
            accepted = List.copyOf(accepted);
            reasons = List.copyOf(reasons);
        }
    }

    /// What people said of a recording: how it ended, what was decided once somebody did, and what was seen in one
    /// that was set aside.
    public record Judgement(Optional<String> outcome, Optional<Decided> decided, List<String> visible) {
        static final Judgement NONE = new Judgement(Optional.empty(), Optional.empty(), List.of());

        public Judgement {
            visible = List.copyOf(visible);
        }
    }

    /// How long one kind of work took, if anybody said or measured it. `stated`: by the contributor.
    public record Spent(String kind, boolean stated, Optional<Duration> length) {}

    /// A level, and what is said of the day on which the keys are gone, where they go.
    public record Choice(String level, Optional<String> day) {}

    /// How far a withdrawal is, in words and numbers. `held`: why something is kept, none where nothing is.
    public record Progress(
            Withdrawal withdrawal,
            String state,
            RecallProgress copies,
            Optional<String> erased,
            String day,
            List<String> held) {
        public Progress {
            held = List.copyOf(held);
        }
    }

    /// Who has this contributor's recordings in copies of a line, or has given them up.
    public record Use(String line, HolderForm holder, int held, int calledBack, int moving) {}

    /// What the page of a resident answers to a press of a button.
    public record Reply(Optional<ResidentAnswer> said, boolean movedOut) {
        static final Reply NONE = new Reply(Optional.empty(), false);
    }
}
