package dev.firsthand.motion.report;

import java.util.Locale;

/// Text for pages and scripts. Names come from a stranger's file: nothing of them is ever markup.
final class Text {
    private Text() {}

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// A JSON string that may stand inside a script element.
    static String json(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '<' -> out.append("\\u003c");
                default -> {
                    if (c < ' ') {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }

    static String number(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    static String seconds(long nanos) {
        return number(nanos / 1e9, 2);
    }

    /// `NOT_MADE` is "not made".
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
