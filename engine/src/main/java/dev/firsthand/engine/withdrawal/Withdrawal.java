package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.recall.RecallProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One withdrawal, and when it reached what. `contributor` is empty once nothing is left of the person.
public record Withdrawal(
        WithdrawalId id, Level level, Optional<ContributorId> contributor, Instant requestedAt, Reached reached) {
    /// How long a verified withdrawal may take until it is frozen.
    public static final Duration FROZEN_WITHIN = Duration.ofSeconds(60);

    /// How long backups of the key store are kept. Only after this a destroyed key is destroyed everywhere.
    public static final Duration KEY_BACKUPS_KEPT = Duration.ofDays(7);

    /// How long a holder has to answer, and after how long the licence is suspended.
    public static final Duration ANSWER_WITHIN = Duration.ofDays(30);

    public static final Duration SUSPENDED_AFTER = Duration.ofDays(45);

    /// When it came to what. `called`: the recall has begun. `rowsGone`: the rows are erased, the key is not yet.
    public record Reached(
            Optional<Instant> frozen,
            Optional<Instant> called,
            Optional<Instant> rowsGone,
            Optional<Instant> erased,
            Optional<Instant> destroyed,
            Optional<Instant> superseded,
            Optional<Instant> notified,
            Optional<Instant> closed) {}

    public WithdrawalState state(RecallProgress progress, Instant now) {
        if (reached.closed().isPresent()) {
            return WithdrawalState.CLOSED;
        }
        if (reached.notified().isPresent()) {
            return answered(progress, Duration.between(reached.notified().get(), now));
        }
        if (reached.superseded().isPresent()) {
            return WithdrawalState.SUPERSEDED;
        }
        return reached.frozen().isPresent() ? WithdrawalState.FROZEN : WithdrawalState.VERIFIED;
    }

    private static WithdrawalState answered(RecallProgress progress, Duration since) {
        if (progress.acknowledged() >= progress.told()) {
            return WithdrawalState.ACKED;
        }
        if (since.compareTo(SUSPENDED_AFTER) >= 0) {
            return WithdrawalState.ESCALATED;
        }
        return progress.overdue() > 0 || since.compareTo(ANSWER_WITHIN) >= 0
                ? WithdrawalState.OVERDUE
                : WithdrawalState.NOTIFIED;
    }

    /// When the last copy of the key is gone, as far as that is known by now and nothing is held; empty where
    /// nothing is destroyed.
    public Optional<Instant> destroyedOn() {
        return level == Level.RECALL
                ? Optional.of(reached.destroyed()
                        .orElseGet(() -> reached.erased().orElse(requestedAt).plus(KEY_BACKUPS_KEPT)))
                : Optional.empty();
    }
}
