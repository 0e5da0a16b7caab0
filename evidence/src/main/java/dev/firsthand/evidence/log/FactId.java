package dev.firsthand.evidence.log;

import java.util.UUID;

/// Names a fact towards the log, so that it gets one entry however often it is submitted. Random; never published.
public record FactId(UUID value) {}
