package dev.firsthand.engine.consent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A notice as an operator writes it: one paragraph for each purpose that it offers, and what stands before and after
/// them. Names of the controller and of buyers are places in braces. `countries`: further ones, beside the
/// controller's, where recordings are kept.
public record NoticeForm(
        String language,
        String before,
        Map<Purpose, String> purposes,
        String after,
        Set<RecipientClass> recipients,
        Set<String> countries) {
    /// The languages in which places are filled.
    public static final List<String> LANGUAGES = List.of("en", "es", "hi", "sw");

    static final String BEFORE = "before";
    static final String AFTER = "after";

    private static final int PART_LENGTH_MAX = 20_000;
    private static final Pattern PLACE = Pattern.compile("\\{([^}]*)}");
    private static final List<String> NEEDED =
            List.of("controller.name", "controller.contact", "countries", "recipients", "retention");
    private static final Set<String> PLACES = Set.of(
            "controller.name",
            "controller.address",
            "controller.contact",
            "controller.country",
            "countries",
            "recipients",
            "retention");
    private static final String BUYERS = "buyers";
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);

    public NoticeForm {
        before = tidy(BEFORE, before);
        after = tidy(AFTER, after);
        var tidied = new TreeMap<Purpose, String>();
        purposes.forEach((purpose, text) ->
                tidied.put(purpose, tidy(purpose.wireName(), text).replaceAll("\n{2,}", "\n")));
        purposes = Map.copyOf(tidied);
        recipients = Set.copyOf(recipients);
        countries = Set.copyOf(countries);
        require(BEFORE, LANGUAGES.contains(language), "the language is one of " + LANGUAGES);
        require(BEFORE, !before.isEmpty(), "something stands before the purposes");
        require(AFTER, !after.isEmpty(), "something stands after the purposes");
        for (Purpose needed : List.of(Purpose.CAPTURE_FOR_PAY, Purpose.QUALITY_AND_LABELLING)) {
            require(
                    needed.wireName(),
                    purposes.containsKey(needed),
                    "without recording and checking nothing can be accepted, so both are asked for");
        }
        purposes.forEach((purpose, text) ->
                require(purpose.wireName(), !text.isEmpty(), "each purpose that is offered has a paragraph"));
        require("countries", COUNTRIES.containsAll(countries), "countries are two letters, such as KE or DE");
        require(
                "recipients",
                recipients.contains(RecipientClass.NAMED_BUYERS) == purposes.containsKey(Purpose.SELL_TO_NAMED_BUYERS),
                "named buyers receive recordings if, and only if, selling to them is asked for");
        requirePlaces(body(before, purposes, after), purposes);
    }

    /// This form, if it tells what every notice tells. Those that were kept before that was asked may not.
    NoticeForm whole() {
        for (NoticeDuty duty : NoticeDuty.values()) {
            String heading = duty.heading(language);
            String told = duty.part().equals(BEFORE) ? before : after;
            require(
                    duty.part(),
                    NoticeDuty.told(language, told).contains(duty),
                    "this part needs a paragraph that begins with “%s” and tells it in more than a few words"
                            .formatted(heading));
        }
        return this;
    }

    /// The form whose [#body] this text is.
    static NoticeForm of(String language, String body, NoticeTerms terms) {
        NoticeParts parts = NoticeParts.of(body, terms.purposes());
        var purposes = new TreeMap<Purpose, String>();
        parts.purposes().forEach((purpose, text) -> purposes.put(purpose, text.replaceFirst("^[0-9]+\\. ", "")));
        return new NoticeForm(
                language,
                String.join("\n\n", parts.before()),
                purposes,
                String.join("\n\n", parts.after()),
                terms.recipients(),
                terms.countries());
    }

    /// The whole text, with its places open. Its paragraphs about purposes are numbered.
    String body() {
        return body(before, purposes, after);
    }

    /// The paragraphs about purposes, in their order.
    public SortedMap<Purpose, String> paragraphs() {
        return new TreeMap<>(purposes);
    }

    /// Every part by its name, in the order in which they are read: [#BEFORE], the purposes' wire names,
    /// [#AFTER].
    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(BEFORE, before);
        paragraphs().forEach((purpose, text) -> parts.put(purpose.wireName(), text));
        parts.put(AFTER, after);
        return parts;
    }

    /// Whether both ask for the same: then one is a translation of the other.
    boolean asksTheSameAs(NoticeForm other) {
        return purposes.keySet().equals(other.purposes.keySet())
                && recipients.equals(other.recipients)
                && countries.equals(other.countries);
    }

    private static String body(String before, Map<Purpose, String> purposes, String after) {
        List<String> paragraphs = new ArrayList<>(List.of(before));
        new TreeMap<>(purposes).values().forEach(text -> paragraphs.add(paragraphs.size() + ". " + text));
        paragraphs.add(after);
        return String.join("\n\n", paragraphs) + "\n";
    }

    private static void requirePlaces(String body, Map<Purpose, String> purposes) {
        List<String> found =
                PLACE.matcher(body).results().map(place -> place.group(1)).toList();
        boolean sells = purposes.containsKey(Purpose.SELL_TO_NAMED_BUYERS);
        for (String place : found) {
            require(
                    BEFORE,
                    PLACES.contains(place) || (sells && place.equals(BUYERS)),
                    "the place {%s} is not known".formatted(place));
        }
        for (String needed : NEEDED) {
            require(BEFORE, found.contains(needed), "the text has the place {%s}".formatted(needed));
        }
        require(
                Purpose.SELL_TO_NAMED_BUYERS.wireName(),
                !sells || found.contains(BUYERS),
                "the text has the place {buyers}, where buyers are named");
    }

    private static String tidy(String part, String text) {
        String tidied = text.replace("\r\n", "\n")
                .replaceAll("[ \t]+(?=\n)", "")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
        require(
                part,
                tidied.length() <= PART_LENGTH_MAX,
                "a part has at most %d characters".formatted(PART_LENGTH_MAX));
        Matcher numbered = Pattern.compile("(?:^|\n\n)[0-9]+\\. ").matcher(tidied);
        require(part, !numbered.find(), "no paragraph begins with a number: the purposes are numbered by themselves");
        return tidied;
    }

    private static void require(String part, boolean holds, String rule) {
        if (!holds) {
            throw new NoticeFault(part, rule);
        }
    }
}
