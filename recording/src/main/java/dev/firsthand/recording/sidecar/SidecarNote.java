package dev.firsthand.recording.sidecar;

import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Optional;

/// Something that is worth knowing about a stream that could be read.
///
/// `code` is stable. `measured` and `limit` are in `unit`. `span`, where there is one, is on the stream's own clock;
/// on the video's clock where [SidecarResult.Streams#notesOnVideo] gave it.
public record SidecarNote(
        Level level,
        String code,
        StreamName stream,
        Optional<TimeSpan> span,
        double measured,
        double limit,
        String unit,
        String message) {
    /// The same with its span told on another clock.
    SidecarNote on(ClockAlignment alignment) {
        Optional<TimeSpan> there =
                span.map(one -> new TimeSpan(alignment.convert(one.startNanos()), alignment.convert(one.endNanos())));
        return new SidecarNote(level, code, stream, there, measured, limit, unit, message);
    }

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
