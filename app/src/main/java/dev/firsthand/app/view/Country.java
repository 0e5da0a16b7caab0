package dev.firsthand.app.view;

import dev.firsthand.engine.rules.Jurisdiction;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where somebody can be, named in the reader's language: a country, or a part of one with rules of its own.
public record Country(String code, String name) {
    private static final Map<String, String> PARTS = Map.of("US-IL", "Illinois");

    /// The country, part or union of this code.
    public static Country of(String code, Locale reader) {
        String country = Locale.of("", code.split("-", 2)[0]).getDisplayCountry(reader);
        String part = PARTS.getOrDefault(code, "");
        return new Country(code, part.isEmpty() ? country : "%s (%s)".formatted(country, part));
    }

    /// All that can be chosen, in the order of the reader's language.
    public static List<Country> all(Locale reader) {
        return Jurisdiction.places().stream()
                .map(code -> of(code, reader))
                .sorted(Comparator.comparing(Country::name, Collator.getInstance(reader)))
                .toList();
    }
}
