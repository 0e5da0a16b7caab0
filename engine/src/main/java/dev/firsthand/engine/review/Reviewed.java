package dev.firsthand.engine.review;

import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;

/// An episode of which a person accepted these spans, on its video clock, in order and apart. Only this room makes
/// one. No span means that nothing of it is released.
public sealed interface Reviewed permits ReviewedEpisode {
    Scrubbed scrubbed();

    List<TimeSpan> acceptedSpans();
}
