package dev.firsthand.app.page;

import io.javalin.http.Context;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;

/// The words of pages in one language. Messages have the form of [MessageFormat]: numbers by locale, plurals by
/// `choice`.
public final class Texts {
    private static final String BUNDLE = "dev.firsthand.app.page.texts";
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");

    /// The languages that have a bundle.
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH);

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// In the language that the browser asks for, as far as there is one.
    public static Texts of(Context context) {
        return in(String.valueOf(context.header("Accept-Language")));
    }

    public static Texts in(String acceptLanguage) {
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return new Texts(found == null ? Locale.ENGLISH : found);
        } catch (IllegalArgumentException malformed) {
            return new Texts(Locale.ENGLISH);
        }
    }

    /// The message of this key with its values filled in.
    public String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), locale).format(values);
    }

    /// The message of this key with its places left open, for a script that fills them in.
    public String pattern(String key) {
        return bundle.getString(key);
    }

    /// The message of this key, or of `otherwise` where there is none.
    public String sayOr(String key, String otherwise) {
        return bundle.containsKey(key) ? say(key) : otherwise;
    }

    public String date(Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(moment.atOffset(ZoneOffset.UTC));
    }

    /// Day and time, in UTC.
    public String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(moment.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    /// How long ago, in the largest unit that is at least one.
    public String age(Duration age) {
        if (age.toMinutes() < 1) {
            return say("age.now");
        }
        if (age.toHours() < 1) {
            return say("age.minutes", age.toMinutes());
        }
        return age.toDays() < 1 ? say("age.hours", age.toHours()) : say("age.days", age.toDays());
    }

    /// A size in the unit that fits it.
    public String size(long bytes) {
        if (bytes < 1_000_000) {
            return say("size.kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000 ? say("size.MB", bytes / 1e6) : say("size.GB", bytes / 1e9);
    }

    /// Minutes and whole seconds, and hours where there are any, as a player shows them.
    public static String clock(long nanos) {
        long seconds = (nanos + 500_000_000) / 1_000_000_000;
        return seconds < 3_600
                ? "%d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    public Locale locale() {
        return locale;
    }

    public String language() {
        return locale.toLanguageTag();
    }

    public String direction() {
        return RIGHT_TO_LEFT.contains(locale.getLanguage()) ? "rtl" : "ltr";
    }
}
