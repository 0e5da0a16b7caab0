package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.store.SecretToken;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads fields of request bodies: what is missing or malformed is refused with the field's name.
final class Forms {
    private Forms() {}

    static String text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Refusal.badRequest("field-missing", "The field '%s' is missing.".formatted(field));
        }
        return value;
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw Refusal.badRequest("field-missing", "The field '%s' is missing.".formatted(field));
        }
        return value;
    }

    static SecretToken token(@Nullable String value) {
        return SecretToken.parse(text("link", value))
                .orElseThrow(() -> Refusal.badRequest(
                        "link-malformed", "This is not the last part of a link. Copy the whole link again."));
    }

    static <E extends Enum<E>> E choice(String field, Class<E> type, @Nullable String value) {
        String given = text(field, value);
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> choice.name().equals(given.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest(
                        "field-unknown-choice",
                        "The field '%s' must be one of %s."
                                .formatted(field, Arrays.toString(type.getEnumConstants()))));
    }

    static UUID id(String field, @Nullable String value) {
        try {
            return UUID.fromString(text(field, value));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("field-malformed", "The field '%s' is not a name given by us.".formatted(field));
        }
    }
}
