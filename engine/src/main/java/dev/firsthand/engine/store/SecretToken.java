package dev.firsthand.engine.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// 256 random bits that open a door for whoever carries them: a one-time link, an invitation, a sign-in.
///
/// It is shown once; tables keep its [#hash] only. A plain SHA-256 is enough because nobody can guess the bits.
/// `toString` shows nothing.
public final class SecretToken {
    private static final int SIZE_BYTES = 32;
    private static final String PREFIX = "fh_";
    private static final Pattern FORM = Pattern.compile("fh_[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private SecretToken(String text) {
        this.text = text;
    }

    public static SecretToken random() {
        byte[] bits = new byte[SIZE_BYTES];
        RANDOM.nextBytes(bits);
        return new SecretToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /// The token that a person sent, if it has the form of one; whether it opens anything is for the tables to say.
    public static Optional<SecretToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SecretToken(text)) : Optional.empty();
    }

    /// The text to hand to its carrier: never to a log, never to a table.
    public String reveal() {
        return text;
    }

    /// What a table keeps: SHA-256 of the text.
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SecretToken[...]";
    }
}
