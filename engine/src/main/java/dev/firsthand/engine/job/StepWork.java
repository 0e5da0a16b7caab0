package dev.firsthand.engine.job;

import java.io.IOException;

/// What a step does, outside any transaction. It may be killed at any moment and is then done again from its
/// beginning.
@FunctionalInterface
public interface StepWork {
    /// An `IOException` and an `Error` are tried again a few times; any other exception ends the run as failed.
    StepOutcome run(StepContext context) throws IOException, InterruptedException;
}
