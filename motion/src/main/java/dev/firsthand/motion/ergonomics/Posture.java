package dev.firsthand.motion.ergonomics;

/// Angles of a body at one moment in degrees, forwards positive, NaN where they were not seen.
///
/// @param kneeWorst how far the more bent knee is bent
/// @param footing how the body stands
public record Posture(
        double trunkFlexion,
        double trunkSide,
        double trunkTwist,
        double neckFlexion,
        double neckSide,
        double neckTwist,
        double kneeWorst,
        Footing footing,
        Arm left,
        Arm right) {
    /// How a body is carried.
    public enum Footing {
        BOTH_FEET,
        ONE_FOOT,
        SITTING,
        UNKNOWN
    }
}
