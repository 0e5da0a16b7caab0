package dev.firsthand.engine.privacy;

import java.util.Set;

/// How far privacy has come with an episode, without the episode: for whoever asks about very many.
public sealed interface PrivacyStanding {
    /// Nobody has answered yet.
    record Waiting() implements PrivacyStanding {}

    /// A person saw nothing, and another one is to look before anything of it goes on.
    record SecondLook() implements PrivacyStanding {}

    record Open(PrivacyLevel level) implements PrivacyStanding {}

    /// A person saw something.
    record Quarantined(Set<Visible> visible) implements PrivacyStanding {
        public Quarantined {
            visible = Set.copyOf(visible);
        }
    }
}
