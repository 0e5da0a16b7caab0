package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Tx;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// What a step is told, and what it tells while it works.
public interface StepContext {
    RunId run();

    /// What the run is about.
    UUID subject();

    /// How far the work is. Call it as often as you like.
    void progress(long done, long total);

    /// The result of an earlier step of this run.
    Optional<String> result(String earlierStep);

    /// What to undo when this attempt ends without its result: it failed, is tried again, or was overtaken. Done in
    /// the transaction that says so. A killed process undoes nothing: what it left is swept at the next start.
    void otherwise(Consumer<Tx> undo);

    /// Adds processor time of child processes; the step's own thread is measured anyway.
    void childCpu(Duration used);

    /// Adds bytes that the step read or wrote on the way.
    void moved(long bytes);
}
