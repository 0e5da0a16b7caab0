package dev.firsthand.recording.mocap;

/// A clip and how it came out of its file.
public record Imported(Clip clip, ImportReport report) {}
