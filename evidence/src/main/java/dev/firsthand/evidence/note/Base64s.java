package dev.firsthand.evidence.note;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Base64 in its one form: what does not come back as it was is none.
final class Base64s {
    private Base64s() {}

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
