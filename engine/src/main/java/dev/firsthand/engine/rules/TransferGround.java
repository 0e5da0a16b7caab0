package dev.firsthand.engine.rules;

import dev.firsthand.engine.store.TypedText;
import java.util.Locale;

/// Why recordings under one law may go to another place: the operator says what covers it, and where that is
/// written.
public record TransferGround(Jurisdiction from, Jurisdiction to, Basis basis, String reference) {
    /// The longest reference, in characters.
    public static final int REFERENCE_LENGTH_MAX = 300;

    /// What can cover a transfer.
    public enum Basis {
        /// The authority found the other place's law good enough.
        ADEQUACY,
        /// Clauses or rules of a group, in full and unchanged.
        SAFEGUARDS,
        /// The authority allowed it, or assessed it.
        APPROVAL,
        CERTIFICATION;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TransferGround {
        reference = TypedText.line("a reference", reference, REFERENCE_LENGTH_MAX);
        if (!from.equals(Jurisdiction.EU) && !Jurisdiction.isPlace(from.code())) {
            throw new IllegalArgumentException("the law is EU or a place such as KE, this is " + from.code());
        }
        if (!Jurisdiction.isPlace(to.code())) {
            throw new IllegalArgumentException("the place is a code such as KE or DE, this is " + to.code());
        }
    }
}
