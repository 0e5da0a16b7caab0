package dev.firsthand.engine.consent;

import java.time.Period;
import java.util.Locale;
import java.util.Set;

/// Who is responsible for the recordings, as the notice and every consent record name it.
/// `country` is ISO 3166, two letters: also where the bytes are kept. `retention` is the longest that they are kept.
public record Controller(String name, String address, String contact, String country, Period retention) {
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    private static final int LENGTH_MAX = 300;

    public Controller {
        requireLine("name", name);
        requireLine("address", address);
        requireLine("contact", contact);
        if (!COUNTRIES.contains(country)) {
            throw new IllegalArgumentException(
                    "controller's country must be a two-letter code such as KE or DE: " + country);
        }
        if (retention.isNegative() || retention.isZero()) {
            throw new IllegalArgumentException(
                    "controller's retention must be a stretch of time, this is " + retention);
        }
    }

    private static void requireLine(String field, String text) {
        if (text.isBlank() || text.length() > LENGTH_MAX || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "controller's %s must be one line of 1 to %d characters".formatted(field, LENGTH_MAX));
        }
    }
}
