package dev.firsthand.engine.upload;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Names one upload. Drawn at random, never derived from the file or the person.
public record UploadId(UUID value) {
    private static final Pattern WRITTEN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public static UploadId random() {
        return new UploadId(UUID.randomUUID());
    }

    /// Nothing when the text is not an id as [#toString] writes it.
    public static Optional<UploadId> parse(String text) {
        return WRITTEN.matcher(text).matches() ? Optional.of(new UploadId(UUID.fromString(text))) : Optional.empty();
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
