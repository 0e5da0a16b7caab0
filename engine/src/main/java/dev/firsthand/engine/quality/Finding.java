package dev.firsthand.engine.quality;

import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.streams.time.TimeSpan;
import java.util.Optional;

/// One thing that was measured and lies beyond its limit, or is worth knowing.
///
/// `measured` and `limit` are in `unit`; `span` is on the recording's clock. `advice` is for the contributor.
public record Finding(
        Level level, String code, Optional<TimeSpan> span, double measured, double limit, String unit, String advice) {
    /// What intake noted of a file beside the recording.
    static Finding of(SidecarNote note) {
        return new Finding(
                Level.valueOf(note.level().name()),
                note.code(),
                note.span(),
                note.measured(),
                note.limit(),
                note.unit(),
                note.message());
    }
}
