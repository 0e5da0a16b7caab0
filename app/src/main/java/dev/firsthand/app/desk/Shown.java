package dev.firsthand.app.desk;

import dev.firsthand.app.page.Stuck;
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

    /// A hold that runs or ran.
    public record Held(UUID id, String kind, String reason, String until, boolean runs) {}
}
