package dev.firsthand.engine.privacy;

import dev.firsthand.engine.store.Personal;
import java.util.Set;

/// What a person of the desk answers to the question of what can be seen in the pictures.
public sealed interface PrivacyAnswer {
    int REASON_MIN = 10;
    int REASON_MAX = 1_000;

    /// "I have looked at every second, and none of it is visible." `reason` says why, where it lifts what another
    /// person saw; it stands in the sealed statement alone.
    record NothingVisible(Personal<String> reason) implements PrivacyAnswer {
        public NothingVisible() {
            this(Personal.of(""));
        }

        boolean hasReason() {
            int length = reason.reveal().strip().length();
            return length >= REASON_MIN && length <= REASON_MAX;
        }
    }

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
