package dev.firsthand.engine.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The digest that a sender states for the bytes of one request.
public final class UploadChecksum {
    /// Names as the tus protocol writes them.
    public enum Algorithm {
        SHA1("SHA-1", 20),
        SHA256("SHA-256", 32),
        SHA512("SHA-512", 64);

        private final String javaName;
        private final int digestBytes;

        Algorithm(String javaName, int digestBytes) {
            this.javaName = javaName;
            this.digestBytes = digestBytes;
        }

        public static Optional<Algorithm> named(String wireName) {
            return Arrays.stream(values())
                    .filter(algorithm -> algorithm.wireName().equals(wireName))
                    .findFirst();
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public int digestBytes() {
            return digestBytes;
        }

        MessageDigest digest() {
            try {
                return MessageDigest.getInstance(javaName);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this JDK lacks %s, which every JDK must have".formatted(javaName), e);
            }
        }
    }

    private final Algorithm algorithm;
    private final byte[] expected;

    public UploadChecksum(Algorithm algorithm, byte[] expected) {
        if (expected.length != algorithm.digestBytes) {
            throw new IllegalArgumentException(
                    "%s has %d bytes, not %d".formatted(algorithm.wireName(), algorithm.digestBytes, expected.length));
        }
        this.algorithm = algorithm;
        this.expected = expected.clone();
    }

    MessageDigest digest() {
        return algorithm.digest();
    }

    boolean matches(byte[] actual) {
        return MessageDigest.isEqual(expected, actual);
    }
}
