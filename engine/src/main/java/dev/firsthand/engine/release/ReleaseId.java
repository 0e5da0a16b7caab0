package dev.firsthand.engine.release;

import java.util.UUID;

/// Names one release inside the house. Its copies are named by [CopyId].
public record ReleaseId(UUID value) {
    public static ReleaseId random() {
        return new ReleaseId(UUID.randomUUID());
    }
}
