package dev.firsthand.engine.staff;

import dev.firsthand.engine.store.Personal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a person typed as sign-in name and password; not yet looked at.
public record ChosenPassword(Personal<String> signInName, Personal<String> password) {
    /// The fewest and the most characters of a password.
    public static final int LENGTH_MIN = 12;

    public static final int LENGTH_MAX = 200;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.@_+-]{2,59}");

    /// The same name and the same password are the same characters, however a keyboard makes them.
    public ChosenPassword {
        signInName = Personal.of(composed(signInName.reveal()).strip().toLowerCase(Locale.ROOT));
        password = Personal.of(composed(password.reveal()));
    }

    /// Why this cannot be chosen. Codes: `sign-in-name-invalid`, `password-length`, `password-is-name`.
    Optional<LinkResult.Refused> flaw() {
        if (!NAME.matcher(signInName.reveal()).matches()) {
            return Optional.of(
                    new LinkResult.Refused(
                            "sign-in-name-invalid",
                            "A sign-in name has 3 to 60 letters, digits or the signs . @ _ + - and begins with a letter or digit."));
        }
        int length = password.reveal().codePointCount(0, password.reveal().length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            return Optional.of(new LinkResult.Refused(
                    "password-length",
                    "A password has %d to %d characters, this one has %d. A few words in a row are easy to keep."
                            .formatted(LENGTH_MIN, LENGTH_MAX, length)));
        }
        if (password.reveal().toLowerCase(Locale.ROOT).equals(signInName.reveal())) {
            return Optional.of(new LinkResult.Refused(
                    "password-is-name", "The password is the sign-in name: choose another password."));
        }
        return Optional.empty();
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
