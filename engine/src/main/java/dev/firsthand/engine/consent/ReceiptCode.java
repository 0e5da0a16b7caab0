package dev.firsthand.engine.consent;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The code of a receipt: twelve letters and digits that are told apart when they are written by hand. `toString`
/// shows nothing.
public record ReceiptCode(String text) {
    /// Crockford's alphabet: no I, L, O or U.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LETTERS = 12;
    private static final int BITS = 5;
    private static final Pattern FORM = Pattern.compile("[0-9A-HJKMNP-TV-Z]{%d}".formatted(LETTERS));

    /// The first 60 of these bits.
    static ReceiptCode of(byte[] digest) {
        var text = new StringBuilder(LETTERS);
        for (int letter = 0; letter < LETTERS; letter++) {
            int value = 0;
            for (int bit = letter * BITS; bit < (letter + 1) * BITS; bit++) {
                int set = (digest[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE)) & 1;
                value = (value << 1) | set;
            }
            text.append(ALPHABET.charAt(value));
        }
        return new ReceiptCode(text.toString());
    }

    /// What a person typed or scanned, if it has the form of a code.
    public static Optional<ReceiptCode> parse(String typed) {
        String text = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return FORM.matcher(text).matches() ? Optional.of(new ReceiptCode(text)) : Optional.empty();
    }

    /// As it is printed: in groups of four.
    public String grouped() {
        return text.replaceAll("(.{4})(?=.)", "$1-");
    }

    @Override
    public String toString() {
        return "ReceiptCode[...]";
    }
}
