package dev.firsthand.engine.privacy;

import dev.firsthand.engine.privacy.PrivacyResult.Refused;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What people saw in an episode since it was last lifted, each of them. It stands until somebody else lifts it
/// with a reason; where a child or somebody who did not agree was seen, an operator.
record Quarantine(Map<StaffId, Set<Visible>> seen) {
    Quarantine {
        seen = Map.copyOf(seen);
    }

    Set<Visible> visible() {
        Set<Visible> all = EnumSet.noneOf(Visible.class);
        seen.values().forEach(all::addAll);
        return all;
    }

    StaffId whoSaw(Visible what) {
        return seen.entrySet().stream()
                .filter(one -> one.getValue().contains(what))
                .map(Map.Entry::getKey)
                .min(Comparator.comparing(StaffId::value))
                .orElseThrow();
    }

    boolean mayLift(StaffMember member) {
        return !seen.containsKey(member.id()) && covers(member.role());
    }

    private boolean covers(Role role) {
        return role.covers(visible().stream().anyMatch(Visible::isPerson) ? Role.OPERATOR : Role.REVIEWER);
    }

    /// Why this member may not give this answer now; to see more is always allowed.
    Optional<Refused> refusal(StaffMember member, PrivacyAnswer answer) {
        return switch (answer) {
            case PrivacyAnswer.SomethingVisible more -> Optional.empty();
            case PrivacyAnswer.NotLooked unlooked ->
                refused("privacy-quarantined", "Look at it: what a person saw is lifted by whoever looked as well.");
            case PrivacyAnswer.NothingVisible nothing -> refusal(member, nothing);
        };
    }

    private Optional<Refused> refusal(StaffMember member, PrivacyAnswer.NothingVisible nothing) {
        if (seen.containsKey(member.id())) {
            return refused("privacy-own-quarantine", "You saw %s, and that stands. Another person may lift it.");
        }
        if (!covers(member.role())) {
            return refused(
                    "privacy-operator-needed", "Somebody saw %s. Only an operator who did not see it may lift that.");
        }
        return nothing.hasReason()
                ? Optional.empty()
                : refused(
                        "privacy-reason-missing",
                        "Somebody saw %s. To lift that, write why, in "
                                + "%d to %d characters: it stays on record."
                                        .formatted(PrivacyAnswer.REASON_MIN, PrivacyAnswer.REASON_MAX));
    }

    private Optional<Refused> refused(String code, String message) {
        return Optional.of(new Refused(code, message.formatted(names(visible()))));
    }

    static List<String> names(Collection<Visible> visible) {
        return visible.stream().map(Enum::name).sorted().toList();
    }
}
