package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Tx;
import java.util.function.Function;

/// How a step ended.
public sealed interface StepOutcome {
    /// The work is done. `keep` writes what came of it, in the one transaction that also marks the step as done;
    /// it returns the step's result as JSON. When the database was away it may be called again, in a new one.
    record Finished(Function<Tx, String> keep) implements StepOutcome {}

    /// The work cannot be done, and trying again would not help. The message holds nothing that points at a person.
    record Failed(String code, String message) implements StepOutcome {}
}
