package dev.firsthand.app.page;

import java.util.Locale;
import java.util.Optional;

/// Languages that nobody speaks, made from English by rule, so that layouts can be tried before a translation exists:
/// `en-XA` is a third longer and accented, `ar-XB` runs from right to left. Shown to a browser that asks for exactly
/// one of these first.
enum PseudoLanguage {
    ACCENTED("en-XA"),
    MIRRORED("ar-XB");

    private static final String PLAIN = "aceginorsuyzACDEINOSUYZ";
    private static final String MARKED =
            "\u00e1\u00e7\u00e9\u011f\u00ee\u00f1\u00f6\u0159\u0161\u00fb\u00fd\u017e\u00c5\u00c7\u00d0\u00c9\u00ce\u00d1\u00d6\u0160\u00db\u00dd\u017d";

    private final Locale locale;

    PseudoLanguage(String tag) {
        this.locale = Locale.forLanguageTag(tag);
    }

    static Optional<PseudoLanguage> named(String tag) {
        for (PseudoLanguage language : values()) {
            if (language.locale.toLanguageTag().equalsIgnoreCase(tag)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    Locale locale() {
        return locale;
    }

    /// Rewrites the words of a [java.text.MessageFormat] and leaves its places, and the limits of its choices, alone.
    String rewrite(String pattern) {
        var rewritten = new StringBuilder();
        int from = 0;
        while (from < pattern.length()) {
            int open = pattern.indexOf('{', from);
            if (open < 0) {
                return rewritten.append(words(pattern.substring(from))).toString();
            }
            int close = closing(pattern, open);
            rewritten.append(words(pattern.substring(from, open))).append(place(pattern.substring(open, close)));
            from = close;
        }
        return rewritten.toString();
    }

    /// `{0}` stays; of `{0,choice,0#none|1#one}` the words after each limit are rewritten.
    private String place(String place) {
        int choices = place.indexOf(",choice,");
        if (choices < 0) {
            return place;
        }
        var rewritten = new StringBuilder(place.substring(0, choices + ",choice,".length()));
        String[] parts = place.substring(rewritten.length(), place.length() - 1).split("\\|", -1);
        for (int i = 0; i < parts.length; i++) {
            int limit = Math.max(parts[i].indexOf('#'), parts[i].indexOf('<')) + 1;
            rewritten.append(i == 0 ? "" : "|").append(parts[i], 0, limit);
            rewritten.append(rewrite(parts[i].substring(limit)));
        }
        return rewritten.append('}').toString();
    }

    private String words(String text) {
        if (text.isBlank()) {
            return text;
        }
        return switch (this) {
            case ACCENTED -> accented(text);
            case MIRRORED -> mirrored(text);
        };
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int at = open; at < pattern.length(); at++) {
            char letter = pattern.charAt(at);
            if (letter == '{') {
                depth++;
            } else if (letter == '}') {
                depth--;
            }
            if (depth == 0) {
                return at + 1;
            }
        }
        return pattern.length();
    }

    private static String accented(String text) {
        var accented = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            int place = PLAIN.indexOf(letter);
            accented.append(place < 0 ? letter : MARKED.charAt(place));
            if ("aeiou".indexOf(letter) >= 0 && accented.length() % 3 != 0) {
                accented.append(MARKED.charAt(place));
            }
        }
        return accented.toString();
    }

    /// Each word between marks that turn its letters from right to left; spaces follow the paragraph.
    private static String mirrored(String text) {
        return text.replaceAll("\\S+", "\u202e$0\u202c");
    }
}
