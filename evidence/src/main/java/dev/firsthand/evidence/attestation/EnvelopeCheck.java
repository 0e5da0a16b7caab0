package dev.firsthand.evidence.attestation;

import dev.firsthand.evidence.note.VerifierKey;
import java.util.List;

/// Whether an envelope may be believed.
public sealed interface EnvelopeCheck {
    record Verified(Statement statement, List<VerifierKey> by) implements EnvelopeCheck {
        public Verified {
            by = List.copyOf(by);
        }
    }

    record Refused(String why) implements EnvelopeCheck {}
}
