package dev.firsthand.engine.provenance;

/// Where an entry of ours stands: in which of the installation's logs, the first of which is 1, and at which index.
public record LogPlace(int log, long index) {}
