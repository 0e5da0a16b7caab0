package dev.firsthand.engine.copy;

import java.util.UUID;

/// Names the copy of a release that one holder has; drawn at random.
public record CopyId(UUID value) {
    public static CopyId random() {
        return new CopyId(UUID.randomUUID());
    }
}
