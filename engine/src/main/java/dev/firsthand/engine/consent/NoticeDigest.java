package dev.firsthand.engine.consent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of the exact UTF-8 bytes of a notice, in lower-case hexadecimal.
public record NoticeDigest(String hex) {
    public NoticeDigest {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a notice's digest is 64 lower-case hexadecimal digits");
        }
    }

    public static NoticeDigest of(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return of(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static NoticeDigest of(byte[] digest) {
        return new NoticeDigest(HexFormat.of().formatHex(digest));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
