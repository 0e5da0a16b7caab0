package dev.firsthand.engine.episode;

import java.util.UUID;

/// Names one episode inside the house. Copies for holders never carry it: theirs are derived.
public record EpisodeId(UUID value) {
    public static EpisodeId random() {
        return new EpisodeId(UUID.randomUUID());
    }
}
