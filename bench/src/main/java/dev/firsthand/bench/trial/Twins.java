package dev.firsthand.bench.trial;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;

/// One scenario lived by a policy and by its twins: the same chances everywhere, so that what differs is the policy's.
///
/// @param noOp who does nothing
/// @param oracle who does everything
/// @param calm the policy on the same day without twists
public record Twins(Scenario scenario, Outcome policy, Outcome noOp, Outcome oracle, Outcome calm) {
    public static Twins run(Scenario scenario, Library library, Contestant contestant) {
        return new Twins(
                scenario,
                Trial.run(scenario, library, contestant),
                Trial.run(scenario, library, Baselines.noOp()),
                Trial.run(scenario, library, Baselines.oracle()),
                Trial.run(scenario.calm(), library, contestant));
    }
}
