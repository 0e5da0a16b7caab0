package dev.firsthand.engine.recall;

import java.util.UUID;

/// What makes episodes go, such as one withdrawal. Whoever calls names it, and follows it by this name.
public record RecallCause(UUID id, Ground ground) {}
