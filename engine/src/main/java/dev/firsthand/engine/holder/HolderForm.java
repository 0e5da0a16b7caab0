package dev.firsthand.engine.holder;

import dev.firsthand.engine.store.TypedText;
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
        legalName = TypedText.line("a legal name", legalName, NAME_LENGTH_MAX);
        purpose = TypedText.line("a purpose", purpose, PURPOSE_LENGTH_MAX);
        if (!COUNTRIES.contains(country)) {
            throw new IllegalArgumentException("a country is a two-letter code such as KE or DE, this is " + country);
        }
    }
}
