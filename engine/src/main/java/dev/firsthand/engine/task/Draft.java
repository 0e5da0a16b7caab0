package dev.firsthand.engine.task;

import dev.firsthand.engine.store.TypedText;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A wording that only the desk sees: of a new task, or of the next version of task `of`.
public record Draft(UUID id, Optional<TaskId> of, Wording wording, Instant savedAt) {
    /// An offer, and what changes with it.
    public record Wording(Offer offer, String change) {
        /// The longest note of a change, in characters.
        public static final int CHANGE_LENGTH_MAX = 500;

        public Wording {
            change = TypedText.lines("what changed", change, CHANGE_LENGTH_MAX);
        }
    }
}
