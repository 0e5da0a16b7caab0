package dev.firsthand.engine.review;

import java.util.Set;

/// On what a review rests. The note is free text about somebody's recording: it stands in the sealed statement alone.
public record Grounds(Set<Reason> reasons, String note) {
    public static final int NOTE_CHARS_MAX = 500;

    public Grounds {
        reasons = Set.copyOf(reasons);
    }

    /// Nothing is left out, so nothing needs a reason.
    public static Grounds none() {
        return new Grounds(Set.of(), "");
    }
}
