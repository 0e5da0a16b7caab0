package dev.firsthand.engine.task;

import java.util.UUID;

/// Names one task through all its versions.
public record TaskId(UUID value) {}
