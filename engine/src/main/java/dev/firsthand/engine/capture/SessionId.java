package dev.firsthand.engine.capture;

import java.util.UUID;

/// Names one session of recording.
public record SessionId(UUID value) {}
