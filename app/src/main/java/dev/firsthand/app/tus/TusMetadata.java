package dev.firsthand.app.tus;

import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The header `Upload-Metadata`: pairs of a key and a Base64 value, parted by commas. Kept as sent; only its form is
/// judged here. It may hold a file name: personal, never logged.
final class TusMetadata {
    private TusMetadata() {}

    /// What is wrong with the header, or nothing. The answer repeats no key and no value.
    static Optional<String> flaw(String header) {
        if (header.isBlank()) {
            return Optional.empty();
        }
        Set<String> keys = new HashSet<>();
        int position = 0;
        for (String pair : header.split(",", -1)) {
            position++;
            Optional<String> flaw = pairFlaw(pair.strip(), keys);
            if (flaw.isPresent()) {
                return Optional.of("Upload-Metadata, pair %d: %s".formatted(position, flaw.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> pairFlaw(String pair, Set<String> keys) {
        String[] parts = pair.split(" ", -1);
        if (parts[0].isEmpty()) {
            return Optional.of("the key is empty.");
        }
        if (parts.length > 2) {
            return Optional.of("there is more than one space; keys hold none, values are Base64.");
        }
        if (!pair.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return Optional.of("there is a character that is not ASCII.");
        }
        if (!keys.add(parts[0])) {
            return Optional.of("the key came before.");
        }
        return parts.length == 2 && !isBase64(parts[1]) ? Optional.of("the value is not Base64.") : Optional.empty();
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
