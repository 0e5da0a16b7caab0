package dev.firsthand.engine.task;

import dev.firsthand.engine.staff.StaffId;
import java.time.Instant;

/// One published version of a task. `change` says what is new against the version before, for those who know that one;
/// `open` says whether the task takes recordings now.
public record Task(
        TaskVersion version, Offer offer, String change, StaffId publishedBy, Instant publishedAt, boolean open) {
    public TaskId id() {
        return version.task();
    }

    public TaskText text() {
        return offer.text();
    }
}
