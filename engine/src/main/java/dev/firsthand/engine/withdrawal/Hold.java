package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One hold. Before its person withdrew it names the contributor, afterwards the withdrawal whose held copy it
/// keeps. Holds that a law sets by itself have no author. `endAsked` is who wants it ended before its day, and why:
/// another person ends it.
public record Hold(
        UUID id,
        Optional<ContributorId> contributor,
        Optional<WithdrawalId> withdrawal,
        HoldKind kind,
        Personal<String> reason,
        Optional<StaffId> author,
        Instant setAt,
        Instant endsAt,
        Optional<EndAsked> endAsked,
        Optional<Instant> endedAt) {
    public record EndAsked(StaffId by, Personal<String> reason) {}

    public boolean mayEnd(StaffId member) {
        return endedAt.isEmpty()
                && endAsked.filter(asked -> !asked.by().equals(member)).isPresent();
    }
}
