package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One hold. Before its person withdrew it names the contributor, afterwards the withdrawal whose held copy it
/// keeps. Holds that a law sets by itself have no author.
public record Hold(
        UUID id,
        Optional<ContributorId> contributor,
        Optional<WithdrawalId> withdrawal,
        HoldKind kind,
        Personal<String> reason,
        Optional<StaffId> author,
        Instant setAt,
        Instant endsAt,
        Optional<Instant> endedAt) {}
