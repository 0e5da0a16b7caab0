package dev.firsthand.motion.retarget;

/// What came of bringing a person's motion to a robot.
public sealed interface RetargetResult {
    /// The robot's motion and how well it follows.
    ///
    /// @param calibration which pose of the file told how the person's joints are turned
    record Retargeted(Trajectory trajectory, Metrics metrics, String calibration) implements RetargetResult {}

    /// Nothing was made. `code` is stable (docs/reference/motion.md).
    record Refused(String code, String message) implements RetargetResult {}
}
