package dev.firsthand.app.page;

import dev.firsthand.engine.task.Money;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The words of pages in one language. Messages have the form of [MessageFormat]: numbers by locale, plurals by
/// `choice`.
public final class Texts {
    private static final String BUNDLE = "dev.firsthand.app.page.texts";
    private static final Pattern LETTERS_BESIDE_DIGITS = Pattern.compile("(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})");
    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "ur");

    private static final String CHOSEN = "texts";

    /// The languages that have every word.
    static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH);

    /// The languages in which the pages about consent speak. What is missing in one is said in English.
    public static final List<Locale> CONSENT_LANGUAGES =
            List.of(Locale.ENGLISH, Locale.of("es"), Locale.of("hi"), Locale.of("sw"));

    private final Locale locale;
    private final ResourceBundle bundle;
    private final UnaryOperator<String> spelling;

    private Texts(Locale locale, Locale words, UnaryOperator<String> spelling) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(
                BUNDLE, words, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        this.spelling = spelling;
    }

    /// In the language that was chosen for this page, or that the browser asks for, as far as there is one.
    public static Texts of(Context context) {
        Texts chosen = context.attribute(CHOSEN);
        return chosen == null ? in(accepted(context)) : chosen;
    }

    /// From here on a page about consent speaks the language that its address asks for (`?lang=`), or the one that
    /// the reader is known to read, or the browser's.
    public static Texts speakConsent(Context context, String known) {
        if (PseudoLanguage.named(first(accepted(context))).isPresent()) {
            return of(context);
        }
        String read = known.equals("en") ? "" : known; // who joined when all pages were English: it says nothing
        Locale found = Stream.of(String.valueOf(context.queryParam("lang")), read, accepted(context))
                .flatMap(ranges -> spoken(ranges, CONSENT_LANGUAGES).stream())
                .findFirst()
                .orElse(Locale.ENGLISH);
        Texts texts = new Texts(found);
        context.attribute(CHOSEN, texts);
        return texts;
    }

    private static String accepted(Context context) {
        return String.valueOf(context.header("Accept-Language"));
    }

    private static String first(String acceptLanguage) {
        return acceptLanguage.split("[,;]", 2)[0].strip();
    }

    public static Texts in(String acceptLanguage) {
        Optional<PseudoLanguage> pseudo = PseudoLanguage.named(first(acceptLanguage));
        if (pseudo.isPresent()) {
            return new Texts(pseudo.get().locale(), Locale.ENGLISH, pseudo.get()::rewrite);
        }
        return new Texts(spoken(acceptLanguage, LANGUAGES).orElse(Locale.ENGLISH));
    }

    private Texts(Locale locale) {
        this(locale, locale, UnaryOperator.identity());
    }

    private static Optional<Locale> spoken(String ranges, List<Locale> languages) {
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(ranges), languages));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// The message of this key with its values filled in.
    public String say(String key, Object... values) {
        return new MessageFormat(pattern(key), locale).format(values);
    }

    /// The message of this key with its places left open, for a script that fills them in.
    public String pattern(String key) {
        return spelling.apply(bundle.getString(key));
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

    /// A sum as the reader's language writes it, in the currency's own minor units.
    public String money(Money money) {
        Currency currency = money.currency();
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        String sum = format.format(BigDecimal.valueOf(money.minorUnits(), currency.getDefaultFractionDigits()));
        return LETTERS_BESIDE_DIGITS.matcher(sum).replaceAll("\u00a0"); // the JDK writes CHF0.25
    }

    /// The same without its currency, as a form takes it back.
    public String plain(Money money) {
        return BigDecimal.valueOf(money.minorUnits(), money.currency().getDefaultFractionDigits())
                .toPlainString();
    }

    /// A stretch of time in words: hours and minutes, or seconds where it is shorter than two minutes.
    public String length(Duration length) {
        if (length.toSeconds() < 120) {
            return say("length.seconds", length.toSeconds());
        }
        return length.toHours() == 0
                ? say("length.minutes", length.toMinutes())
                : say("length.hours", length.toHours(), length.toMinutesPart());
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
