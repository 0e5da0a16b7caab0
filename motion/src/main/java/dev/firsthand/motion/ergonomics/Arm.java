package dev.firsthand.motion.ergonomics;

/// Angles of one arm in degrees, NaN where they were not seen.
///
/// @param flexion of the upper arm against the trunk, forwards positive
/// @param abduction of the upper arm, away from the trunk
/// @param elbow 0 where the arm is straight
/// @param wrist flexion or extension; @param deviation to a side
/// @param twist of the forearm from its middle
public record Arm(double flexion, double abduction, double elbow, double wrist, double deviation, double twist) {}
