package dev.firsthand.bench.trial;

import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Reason;

/// Sees a replay go by, decision by decision. It must not touch the stage.
@FunctionalInterface
public interface Onlooker {
    void see(Stage stage, Step step);

    /// What the robot did: when it began, what in the world's own numbers, and how it ended.
    record Step(long beginMs, Action action, Reason reason) {}
}
