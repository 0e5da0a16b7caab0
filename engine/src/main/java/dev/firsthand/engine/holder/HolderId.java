package dev.firsthand.engine.holder;

import java.util.UUID;

/// Names one holder.
public record HolderId(UUID value) {}
