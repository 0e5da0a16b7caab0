package dev.firsthand.engine.job;

import java.util.UUID;

/// Names one run.
public record RunId(UUID value) {
    static RunId random() {
        return new RunId(UUID.randomUUID());
    }
}
