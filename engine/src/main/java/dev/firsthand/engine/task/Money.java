package dev.firsthand.engine.task;

import java.util.Currency;

/// A sum in whole minor units of its currency: 150 of CHF are 1.50 francs, 150 of JPY are 150 yen.
public record Money(long minorUnits, Currency currency) {
    /// The largest sum that a rule may name, in minor units.
    public static final long MINOR_UNITS_MAX = 1_000_000_000;

    public Money {
        if (minorUnits < 0 || minorUnits > MINOR_UNITS_MAX) {
            throw new IllegalArgumentException(
                    "a sum has 0 to %d minor units, this has %d".formatted(MINOR_UNITS_MAX, minorUnits));
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException(
                    "%s is no currency that people are paid in".formatted(currency.getCurrencyCode()));
        }
    }
}
