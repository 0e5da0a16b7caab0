package dev.firsthand.evidence.audit;

import java.util.Base64;
import java.util.Optional;

/// Bytes as answers write them: base64 in its one form.
final class Bytes {
    private Bytes() {}

    static Optional<byte[]> ofBase64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Base64.getEncoder().encodeToString(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
