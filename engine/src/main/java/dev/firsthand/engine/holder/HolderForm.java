package dev.firsthand.engine.holder;

import java.util.Locale;
import java.util.Set;

/// What is stated of a holder and shown to contributors: legal name, country (ISO 3166, two letters), purpose.
public record HolderForm(String legalName, String country, String purpose) {
    /// The longest legal name, in characters.
    public static final int NAME_LENGTH_MAX = 200;

    /// The longest purpose, in characters.
    public static final int PURPOSE_LENGTH_MAX = 500;

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    public HolderForm {
        legalName = oneLine("legal name", legalName, NAME_LENGTH_MAX);
        purpose = oneLine("purpose", purpose, PURPOSE_LENGTH_MAX);
        if (!COUNTRIES.contains(country)) {
            throw new IllegalArgumentException("country must be a two-letter code such as KE or DE: " + country);
        }
    }

    private static String oneLine(String name, String text, int lengthMax) {
        String stripped = text.strip();
        if (stripped.isEmpty()
                || stripped.length() > lengthMax
                || stripped.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("%s must be one line of 1 to %d characters, it has %d"
                    .formatted(name, lengthMax, stripped.length()));
        }
        return stripped;
    }
}
