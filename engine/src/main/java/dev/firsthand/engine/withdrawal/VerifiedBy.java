package dev.firsthand.engine.withdrawal;

import java.util.Locale;

/// By what whoever withdraws is known to be the person.
public enum VerifiedBy {
    SIGN_IN,
    /// The code of the receipt for the answers that count.
    RECEIPT;

    /// In facts.
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
