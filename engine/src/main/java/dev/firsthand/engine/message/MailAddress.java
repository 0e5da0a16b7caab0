package dev.firsthand.engine.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address in the form that nearly all have: no quotes, no comments, nothing that could be a second header.
/// Its text shows nothing.
public record MailAddress(String value) {
    /// The most characters, by RFC 5321.
    public static final int LENGTH_MAX = 254;

    private static final Pattern FORM = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.)*[A-Za-z0-9-]{1,63}");

    public MailAddress {
        if (value.length() > LENGTH_MAX || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("this is no e-mail address such as name@example.org");
        }
    }

    public static Optional<MailAddress> parse(String text) {
        String stripped = text.strip();
        return stripped.length() <= LENGTH_MAX && FORM.matcher(stripped).matches()
                ? Optional.of(new MailAddress(stripped))
                : Optional.empty();
    }

    /// By what an address is found again: hardly any host tells capitals apart.
    String folded() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "MailAddress[...]";
    }
}
