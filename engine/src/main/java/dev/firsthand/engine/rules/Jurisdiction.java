package dev.firsthand.engine.rules;

import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Whose law it is, and where somebody is: a country by its two letters of ISO 3166, a part of one that has rules of
/// its own (`US-IL`), or a union of countries (`EU`).
public record Jurisdiction(String code) implements Comparable<Jurisdiction> {
    private static final Pattern SHAPE = Pattern.compile("default|[A-Z]{2}(-[A-Z0-9]{1,3})?");

    /// What the product itself holds to wherever it is.
    static final Jurisdiction DEFAULT = new Jurisdiction("default");

    public static final Jurisdiction EU = new Jurisdiction("EU");

    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    /// Parts of countries that have rules of their own.
    private static final Set<String> PARTS = Set.of("US-IL");

    private static final Set<String> MEMBERS_OF_EU = Set.of(
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    public Jurisdiction {
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("a place is a code such as KE, DE or US-IL, this is " + code);
        }
    }

    /// Whether somebody can be there: a country, or a part of one with rules of its own.
    public static boolean isPlace(String code) {
        return COUNTRIES.contains(code) || PARTS.contains(code);
    }

    /// Every place that somebody can choose, in the order of the codes.
    public static SortedSet<String> places() {
        var places = new TreeSet<>(COUNTRIES);
        places.addAll(PARTS);
        return places;
    }

    /// Whose rules hold there: those of the union that a country is in, or its own; in a part, those of both.
    public SortedSet<Jurisdiction> laws() {
        var laws = new TreeSet<Jurisdiction>();
        laws.add(MEMBERS_OF_EU.contains(code) ? EU : this);
        int part = code.indexOf('-');
        if (part > 0) {
            laws.addAll(new Jurisdiction(code.substring(0, part)).laws());
        }
        return laws;
    }

    /// Whether whoever is here is under that law.
    boolean isUnder(Jurisdiction law) {
        return laws().contains(law);
    }

    @Override
    public int compareTo(Jurisdiction other) {
        return code.compareTo(other.code);
    }
}
