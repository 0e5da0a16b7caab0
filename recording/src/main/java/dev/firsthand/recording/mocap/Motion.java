package dev.firsthand.recording.mocap;

/// What a motion file holds, whatever its format.
public sealed interface Motion {
    ImportReport report();

    /// A body that moves.
    record Body(Clip clip, ImportReport report) implements Motion {}

    /// Points that move.
    record Points(Markers markers, ImportReport report) implements Motion {}

    /// Columns of numbers over time, such as joint angles.
    record Table(MotionTable table, ImportReport report) implements Motion {}
}
