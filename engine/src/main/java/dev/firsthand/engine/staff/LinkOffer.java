package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;
import java.util.Optional;

/// What a one-time link is for, before it is used.
public sealed interface LinkOffer {
    /// Somebody new with this role.
    record Newcomer(Role role) implements LinkOffer {}

    /// A member comes back; the sign-in name is the one from before, if there was one.
    record Returning(StaffMember member, Optional<Personal<String>> signInName) implements LinkOffer {}

    /// Codes as in [LinkResult.Refused].
    record Refused(String code, String message) implements LinkOffer {}
}
