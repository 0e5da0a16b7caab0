package dev.firsthand.engine.task;

import java.util.regex.Pattern;

/// A picture of the instructions: which one of [Pictures], and what it shows for somebody who cannot see it.
public record Picture(String digest, String alt) {
    /// The longest description, in characters.
    public static final int ALT_LENGTH_MAX = 300;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Picture {
        alt = alt.strip();
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("a picture is named by 64 hexadecimal digits");
        }
        if (alt.isEmpty() || alt.length() > ALT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "say in 1 to %d characters what each picture shows, this has %d: not everybody can see it"
                            .formatted(ALT_LENGTH_MAX, alt.length()));
        }
    }
}
