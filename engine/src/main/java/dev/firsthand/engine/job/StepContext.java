package dev.firsthand.engine.job;

import java.util.Optional;
import java.util.UUID;

/// What a step is told, and what it tells while it works. Processor time of the step's thread and of the children that
/// it runs is counted without its help.
public interface StepContext {
    RunId run();

    /// What the run is about.
    UUID subject();

    /// How far the work is. Call it as often as you like.
    void progress(long done, long total);

    /// The result of an earlier step of this run.
    Optional<String> result(String earlierStep);

    /// Adds bytes that the step read or wrote on the way.
    void moved(long bytes);
}
