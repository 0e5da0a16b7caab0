package dev.firsthand.bench.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Words for intents, by language. Written by hand; a language whose templates nobody has signed is a draft.
public final class Phrasebook {
    private static final String ENGLISH = "phrases.en.txt";

    private final String language;
    private final Map<String, String> templates;

    private Phrasebook(String language, Map<String, String> templates) {
        this.language = language;
        this.templates = templates;
    }

    public static Phrasebook english() {
        try (InputStream lines = Phrasebook.class.getResourceAsStream(ENGLISH)) {
            if (lines == null) {
                throw new IllegalStateException(ENGLISH + " is not in this build");
            }
            return new Phrasebook("en", read(new String(lines.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> read(String lines) {
        var templates = new TreeMap<String, String>();
        lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            templates.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        });
        return templates;
    }

    public String language() {
        return language;
    }

    public Set<String> intents() {
        return Set.copyOf(templates.keySet());
    }

    /// The words for an intent, with each `{slot}` filled.
    public String say(String intent, Map<String, String> slots) {
        String text = templates.get(intent);
        if (text == null) {
            throw new IllegalArgumentException("no words for the intent %s in %s".formatted(intent, language));
        }
        for (Map.Entry<String, String> slot : slots.entrySet()) {
            text = text.replace("{" + slot.getKey() + "}", slot.getValue());
        }
        if (text.contains("{")) {
            throw new IllegalArgumentException("a slot of %s is not filled: %s".formatted(intent, text));
        }
        return text;
    }
}
