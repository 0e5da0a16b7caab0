package dev.firsthand.engine.privacy;

import java.util.Set;

/// What a person of the desk answers to the question of what can be seen in the pictures.
public sealed interface PrivacyAnswer {
    /// "I have looked at every second, and none of it is visible."
    record NothingVisible() implements PrivacyAnswer {}

    /// "This is visible": the recording is quarantined.
    record SomethingVisible(Set<Visible> what) implements PrivacyAnswer {
        public SomethingVisible {
            what = Set.copyOf(what);
            if (what.isEmpty()) {
                throw new IllegalArgumentException("say what is visible, or answer that nothing is");
            }
        }
    }

    /// "Nobody has looked": the view stays [Scrubbed], enough for a demonstration on the operator's own machine
    /// alone.
    record NotLooked() implements PrivacyAnswer {}
}
