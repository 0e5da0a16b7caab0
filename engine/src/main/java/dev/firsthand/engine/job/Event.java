package dev.firsthand.engine.job;

import java.util.UUID;

/// Something happened to `subject`.
public record Event(String type, UUID subject) {}
