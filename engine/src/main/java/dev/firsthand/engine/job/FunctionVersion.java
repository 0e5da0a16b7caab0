package dev.firsthand.engine.job;

/// A function whose results may be kept, and the version of its meaning.
public record FunctionVersion(String name, int version) {}
