package dev.firsthand.app.desk;

import dev.firsthand.app.page.Stuck;
import dev.firsthand.engine.consent.ConsentCoverage;
import dev.firsthand.engine.consent.NoticeImpact;
import dev.firsthand.engine.recall.RecallProgress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What templates show, in words already.
public final class Shown {
    private Shown() {}

    /// The front page.
    public record Overview(
            List<String> missing, List<Still> stuck, List<Waits> waits, List<Day> days, String recorded) {
        public Overview {
            missing = List.copyOf(missing);
            stuck = List.copyOf(stuck);
            waits = List.copyOf(waits);
            days = List.copyOf(days);
        }
    }

    /// A text of a notice: its state, and whose hands it went through.
    public record Text(UUID id, String language, int number, String state, String hands) {}

    /// What publishing a text changes: whom it asks again, for which reasons, and what reads otherwise than
    /// before.
    public record Impact(NoticeImpact counts, List<String> reasons, List<Part> parts) {
        public Impact {
            reasons = List.copyOf(reasons);
            parts = List.copyOf(parts);
        }
    }

    /// A part of a notice, as it read and as it reads; empty where there was or is none.
    public record Part(String name, String earlier, String now) {}

    /// What the reader may do with a text.
    public record Doors(boolean writes, boolean signs) {}

    /// How many people and recordings there are, and for each purpose what was answered; `silent` never
    /// answered.
    public record Covered(int people, int recordings, List<Line> lines) {
        public Covered {
            lines = List.copyOf(lines);
        }

        public record Line(String purpose, ConsentCoverage.Line counts, int silent) {}
    }

    /// A stuck thing, and for how long it is.
    public record Still(Stuck thing, String age) {}

    /// How many recordings wait for somebody, and the list of them.
    public record Waits(String text, String way) {}

    /// One day of recording: `heightPerMille` of the best day.
    public record Day(String date, String minutes, int heightPerMille) {}

    /// A line of the list of withdrawals. `secondsToFrozen` is empty until then.
    public record Withdrew(
            String name,
            String level,
            String state,
            String asked,
            Optional<Long> secondsToFrozen,
            RecallProgress copies,
            String destroyed) {}

    /// A hold that runs or ran, and who asked that it end before its day.
    public record Held(UUID id, String kind, String reason, String until, boolean runs, Optional<EndAsked> endAsked) {}

    public record EndAsked(String by, String reason, boolean byReader) {}
}
