package dev.firsthand.evidence.note;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What known keys say of a note.
public sealed interface NoteCheck {
    /// At least one known key signed, and none is claimed falsely.
    record Signed(List<By> by) implements NoteCheck {
        public Signed {
            by = List.copyOf(by);
        }
    }

    /// A line claims a known key whose signature it is not: the note is to be thrown away.
    record Forged(VerifierKey claimed) implements NoteCheck {}

    record Unsigned() implements NoteCheck {}

    /// One signature that holds, with the time that it covers where its kind has one.
    record By(VerifierKey key, Optional<Instant> time) {}
}
