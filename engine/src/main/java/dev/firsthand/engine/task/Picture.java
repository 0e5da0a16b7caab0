package dev.firsthand.engine.task;

import dev.firsthand.engine.store.TypedText;
import java.util.regex.Pattern;

/// A picture of the instructions: which one of [Pictures], and what it shows for somebody who cannot see it.
public record Picture(String digest, String alt) {
    /// The longest description, in characters.
    public static final int ALT_LENGTH_MAX = 300;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public Picture {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("a picture is named by 64 hexadecimal digits");
        }
        alt = TypedText.lines("what a picture shows", alt, ALT_LENGTH_MAX);
        if (alt.isEmpty()) {
            throw new IllegalArgumentException("say what each picture shows: not everybody can see it");
        }
    }
}
