package dev.firsthand.recording.mp4;

/// Something in a file that is not on the allow-list. `place` is a path of boxes or a sample's number.
public record Leak(String code, String place, String message) {}
