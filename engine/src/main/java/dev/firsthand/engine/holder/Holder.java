package dev.firsthand.engine.holder;

import java.time.Instant;

/// A legal entity that may receive copies of releases, with its name as contributors are told it.
public record Holder(HolderId id, Kind kind, HolderForm form, Instant registeredAt) {
    /// Whose copies these are.
    public enum Kind {
        /// The operator itself: at most one. The only holder that a demonstration release is given to.
        OWN,
        /// Another legal entity, named to contributors before they answer.
        BUYER
    }
}
