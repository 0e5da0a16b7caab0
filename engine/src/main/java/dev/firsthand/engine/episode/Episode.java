package dev.firsthand.engine.episode;

import dev.firsthand.engine.store.PersonId;

/// One recording that could be opened: where it is from, whose key seals it, and what is in it.
public record Episode(EpisodeId id, Origin origin, PersonId owner, Recording recording) {}
