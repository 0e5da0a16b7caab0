package dev.firsthand.engine.consent;

import java.util.UUID;

/// Names one answer of one contributor for one purpose.
public record GrantId(UUID value) {}
