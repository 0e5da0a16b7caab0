package dev.firsthand.recording.video;

/// Something about an accepted video that a person should know. `code` is stable (docs/formats/video.md).
public record VideoNote(String code, String message) {}
