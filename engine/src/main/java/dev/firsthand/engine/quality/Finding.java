package dev.firsthand.engine.quality;

import dev.firsthand.streams.time.TimeSpan;
import java.util.Optional;

/// One thing that was measured and lies beyond its limit, or is worth knowing.
///
/// `measured` and `limit` are in `unit`; `span` is on the episode's video clock. `advice` is for the contributor.
public record Finding(
        Level level, String code, Optional<TimeSpan> span, double measured, double limit, String unit, String advice) {}
