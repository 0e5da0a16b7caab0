package dev.firsthand.engine.store;

/// How busy the pool of connections is at one moment.
public record PoolUse(int active, int idle, int waiting, int connectionsMax) {}
