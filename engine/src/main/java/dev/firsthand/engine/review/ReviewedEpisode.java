package dev.firsthand.engine.review;

import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;

record ReviewedEpisode(Scrubbed scrubbed, List<TimeSpan> acceptedSpans) implements Reviewed {
    ReviewedEpisode {
        acceptedSpans = List.copyOf(acceptedSpans);
    }
}
