package dev.firsthand.engine.job;

/// Where a run is.
public enum RunState {
    RUNNING,
    DONE,
    FAILED
}
