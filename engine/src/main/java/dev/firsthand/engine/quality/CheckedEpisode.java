package dev.firsthand.engine.quality;

import dev.firsthand.engine.episode.Episode;
import java.util.List;

record CheckedEpisode(Episode episode, List<Finding> findings) implements Checked {
    CheckedEpisode {
        findings = List.copyOf(findings);
    }
}
