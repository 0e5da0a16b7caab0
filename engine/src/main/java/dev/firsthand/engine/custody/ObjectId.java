package dev.firsthand.engine.custody;

import java.util.UUID;

/// Names one sealed object. Drawn at random; says nothing about its bytes or its owner.
public record ObjectId(UUID value) {}
