package dev.firsthand.recording.sidecar;

import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Optional;

/// Something that is worth knowing about a stream that could be read.
///
/// `code` is stable. `measured` and `limit` are in `unit`. `span`, where there is one, is on the stream's own clock.
public record SidecarNote(
        Level level,
        String code,
        StreamName stream,
        Optional<TimeSpan> span,
        double measured,
        double limit,
        String unit,
        String message) {
    /// How much it matters, least first.
    public enum Level {
        /// A fact to know.
        NOTE,
        /// Usable, but worse than it could be.
        WARN,
        /// The numbers can't be what they are said to be.
        FAIL
    }
}
