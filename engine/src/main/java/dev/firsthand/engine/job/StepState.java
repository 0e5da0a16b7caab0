package dev.firsthand.engine.job;

/// Where a step is.
public enum StepState {
    WAITING,
    RUNNING,
    DONE,
    FAILED
}
