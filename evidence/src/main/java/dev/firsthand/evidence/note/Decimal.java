package dev.firsthand.evidence.note;

import java.util.Optional;

/// Unsigned decimals of 64 bits without leading zeros.
final class Decimal {
    private Decimal() {}

    static Optional<Long> parse(String text) {
        try {
            long value = Long.parseUnsignedLong(text);
            return Long.toUnsignedString(value).equals(text) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }
}
