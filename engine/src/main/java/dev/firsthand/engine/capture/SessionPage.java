package dev.firsthand.engine.capture;

import java.util.List;
import java.util.Optional;

/// Some sessions of one contributor, newest first, and after which one the next page starts, if there is one.
public record SessionPage(List<Session> sessions, Optional<SessionId> after) {
    public SessionPage {
        sessions = List.copyOf(sessions);
    }
}
