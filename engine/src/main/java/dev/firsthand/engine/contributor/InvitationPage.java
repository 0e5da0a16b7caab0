package dev.firsthand.engine.contributor;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Some invitations, newest first, and after which one the next page starts, if there is one.
public record InvitationPage(List<Invitation> invitations, Optional<UUID> after) {
    public InvitationPage {
        invitations = List.copyOf(invitations);
    }
}
