package dev.firsthand.engine.quality;

import dev.firsthand.engine.episode.Episode;
import java.util.List;

/// An episode that was checked. Only this room makes one.
public sealed interface Checked permits CheckedEpisode {
    Episode episode();

    List<Finding> findings();

    /// The worst level among the findings; a note when there is none.
    default Level worst() {
        return findings().stream().map(Finding::level).max(Enum::compareTo).orElse(Level.NOTE);
    }
}
