package dev.firsthand.motion.robot;

/// Something odd in a robot's description that can be lived with. `code` is stable (docs/reference/motion.md).
public record RobotFinding(String code, String part, String message) {}
