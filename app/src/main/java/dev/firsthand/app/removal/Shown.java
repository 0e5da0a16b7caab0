package dev.firsthand.app.removal;

import dev.firsthand.engine.removal.Removal;
import dev.firsthand.engine.removal.Removal.Decision;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the pages of removal show, in the reader's words.
public final class Shown {
    private Shown() {}

    /// One of the days, and how much was recorded on it.
    public record Day(LocalDate date, String name, int recordings) {}

    /// What became of a request, and what comes next, which may be empty; in the words of whoever asked.
    public record Followed(String state, String next, List<Decision> decisions, boolean mayAppeal) {
        public Followed {
            decisions = List.copyOf(decisions);
        }
    }

    /// One that waits, and how long it still does.
    public record Waiting(UUID id, Removal removal, String left) {}

    /// One session of a request; without an episode there is nothing to look at yet.
    public record Recorded(String began, Optional<UUID> episode) {}

    /// What is decided already, by whom, and why.
    public record Said(boolean removes, String author, String reason, String at) {}

    /// All that stands on the page of one request; `mine` says whether the reader may decide.
    public record Asked(
            Removal removal, List<Recorded> sessions, List<String> words, List<Said> decisions, boolean mine) {
        public Asked {
            sessions = List.copyOf(sessions);
            words = List.copyOf(words);
            decisions = List.copyOf(decisions);
        }
    }
}
