package dev.firsthand.engine.provenance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What the public log may know of a statement.
final class Commitment {
    static final int SALT_BYTES = 32;

    private static final byte[] DOMAIN = "hdlog/commit/1\0".getBytes(StandardCharsets.US_ASCII);
    private static final SecureRandom RANDOM = new SecureRandom();

    private Commitment() {}

    static byte[] freshSalt() {
        var salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /// For statements about a person: means nothing without the salt.
    static byte[] salted(byte[] salt, byte[] statement) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(DOMAIN);
            return mac.doFinal(plain(statement));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /// For statements about nobody.
    static byte[] plain(byte[] statement) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(statement);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /// The bytes that will stand in the log.
    static byte[] logEntry(FactType type, byte[] commitment) {
        return "hdlog/1\n%s\n%s\n"
                .formatted(type.logType(), Base64.getEncoder().encodeToString(commitment))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
