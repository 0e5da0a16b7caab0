package dev.firsthand.engine.episode;

import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.store.PersonId;

/// One recording that could be opened: where it is from and what is in it.
public record Episode(EpisodeId id, Origin origin, Recording recording) {
    /// The session that it was recorded in, which is asked before a stage opens its files.
    public Origin.Recorded recorded() {
        return switch (origin) {
            case Origin.Recorded recorded -> recorded;
            case Origin.Imported imported ->
                throw new IllegalStateException("episode %s was imported: nobody here was asked".formatted(id.value()));
        };
    }

    public ContributorId contributor() {
        return recorded().contributor();
    }

    /// The person under whose key its files and facts are sealed.
    public PersonId owner() {
        return contributor().person();
    }
}
