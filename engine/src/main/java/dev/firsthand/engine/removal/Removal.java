package dev.firsthand.engine.removal;

import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.recall.Ground;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Personal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One removal that was asked for, as it stands. `froze` says whether asking froze its sessions by itself;
/// `declared` is who is said to be in them; `decideBy` is when silence removes them.
public record Removal(
        RemovalId id,
        ContributorId home,
        Instant askedAt,
        boolean froze,
        Optional<Declared> declared,
        State state,
        Instant decideBy,
        Set<SessionId> sessions,
        List<Decision> decisions) {
    /// How long a person has for each decision.
    public static final Duration DECIDED_WITHIN = Duration.ofDays(3);

    /// How long a decision to keep can be appealed.
    public static final Duration APPEALED_WITHIN = Duration.ofDays(30);

    public Removal {
        sessions = Set.copyOf(sessions);
        decisions = List.copyOf(decisions);
    }

    /// Where a removal stands.
    public enum State {
        ASKED,
        KEPT,
        /// A decision to keep is looked at by another person.
        APPEALED,
        REMOVED
    }

    /// Who or what is in a recording, as the contributor says or, `by` somebody of the desk, as that person saw.
    public record Declared(Visible who, Optional<StaffId> by) {}

    /// Without an author nobody decided in time.
    public record Decision(boolean removes, Optional<StaffId> author, Optional<Personal<String>> reason, Instant at) {}

    Ground ground() {
        return declared.map(Declared::who).equals(Optional.of(Visible.CHILD)) ? Ground.MINOR : Ground.BYSTANDER;
    }

    public boolean isOpen() {
        return state == State.ASKED || state == State.APPEALED;
    }

    public boolean mayAppeal(Instant now) {
        return state == State.KEPT
                && decisions.size() == 1
                && now.isBefore(decisions.getFirst().at().plus(APPEALED_WITHIN));
    }

    /// An appeal, and what a person saw, is decided by another person.
    public boolean mayDecide(StaffId member) {
        return isOpen()
                && !declared.flatMap(Declared::by).equals(Optional.of(member))
                && decisions.stream().noneMatch(made -> made.author().equals(Optional.of(member)));
    }
}
