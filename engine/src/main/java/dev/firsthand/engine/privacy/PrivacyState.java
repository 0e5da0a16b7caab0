package dev.firsthand.engine.privacy;

import java.util.Set;

/// How far privacy has come with an episode that has a view.
public sealed interface PrivacyState {
    /// What is seen of the recording, whatever was answered about it.
    Scrubbed scrubbed();

    /// Nobody has answered yet. The view is there to be looked at.
    record Waiting(Scrubbed scrubbed) implements PrivacyState {}

    /// A person saw nothing, and another one is to look before anything of it goes on.
    record SecondLook(Scrubbed scrubbed) implements PrivacyState {}

    /// Answered, and open for review at the level that the value itself proves.
    record Open(Scrubbed scrubbed) implements PrivacyState {}

    /// A person saw something. Nothing of it goes on.
    record Quarantined(Scrubbed scrubbed, Set<Visible> visible) implements PrivacyState {
        public Quarantined {
            visible = Set.copyOf(visible);
        }
    }
}
