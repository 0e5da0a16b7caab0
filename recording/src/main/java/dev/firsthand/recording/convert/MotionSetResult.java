package dev.firsthand.recording.convert;

/// What became of writing motion as a LeRobot set.
public sealed interface MotionSetResult {
    /// The set is whole.
    record Written(int frames, int fps) implements MotionSetResult {}

    /// Nothing was written: LeRobot has no word for what was not measured. `frame` is the first such frame of the
    /// motion.
    record NotMeasured(int frame) implements MotionSetResult {}
}
