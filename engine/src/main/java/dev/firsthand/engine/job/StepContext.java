package dev.firsthand.engine.job;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// What a step is told, and what it tells while it works.
public interface StepContext {
    RunId run();

    /// What the run is about.
    UUID subject();

    /// How far the work is. Call it as often as you like.
    void progress(long done, long total);

    /// The result of an earlier step of this run.
    Optional<String> result(String earlierStep);

    /// Adds processor time of child processes; the step's own thread is measured anyway.
    void childCpu(Duration used);

    /// Adds bytes that the step read or wrote on the way.
    void moved(long bytes);
}
