package dev.firsthand.engine.review;

import dev.firsthand.streams.time.TimeSpan;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The newest review of an episode, as it may be told to its contributor.
public record Decision(Instant at, List<TimeSpan> acceptedSpans, Set<Reason> reasons) {
    public Decision {
        acceptedSpans = List.copyOf(acceptedSpans);
        reasons = Set.copyOf(reasons);
    }
}
