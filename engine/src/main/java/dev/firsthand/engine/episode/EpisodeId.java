package dev.firsthand.engine.episode;

import java.util.UUID;

/// Names one episode inside the house. Copies for holders never carry it: theirs are derived.
public record EpisodeId(UUID value) {
    /// No episode's name; all names come after it.
    public static final EpisodeId BEFORE_ALL = new EpisodeId(new UUID(0, 0));

    public static EpisodeId random() {
        return new EpisodeId(UUID.randomUUID());
    }
}
