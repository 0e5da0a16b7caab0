package dev.firsthand.bench.trial;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Wording;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One scenario lived by a policy and by its twins: the same chances everywhere, so that what differs is the policy's.
public record Twins(Scenario scenario, Map<Arm, Outcome> arms) {
    public Twins {
        arms = Map.copyOf(arms);
    }

    public static Twins run(Scenario scenario, Library library, Contestant contestant) {
        var arms = new EnumMap<Arm, Outcome>(Arm.class);
        for (Arm arm : Arm.values()) {
            arms.put(arm, Trial.run(dayOf(arm, scenario), library, liver(arm, contestant), wordingOf(arm, scenario)));
        }
        return new Twins(scenario, arms);
    }

    /// The twins that need no policy: nobody, and the oracle.
    public static Map<Arm, Outcome> references(Scenario scenario, Library library) {
        return Map.of(
                Arm.NO_OP, Trial.run(scenario, library, Baselines.noOp()),
                Arm.ORACLE, Trial.run(scenario, library, Baselines.oracle()));
    }

    private static Contestant liver(Arm arm, Contestant contestant) {
        return switch (arm) {
            case POLICY, CALM, SWAPPED -> contestant;
            case NO_OP -> Baselines.noOp();
            case ORACLE -> Baselines.oracle();
        };
    }

    static Scenario dayOf(Arm arm, Scenario scenario) {
        return arm == Arm.CALM ? scenario.calm() : scenario;
    }

    static Wording wordingOf(Arm arm, Scenario scenario) {
        return arm == Arm.SWAPPED ? Wording.swapped(scenario) : Wording.plain(scenario);
    }

    public Outcome arm(Arm arm) {
        return Objects.requireNonNull(arms.get(arm), arm.name());
    }

    public Outcome policy() {
        return arm(Arm.POLICY);
    }

    public Outcome noOp() {
        return arm(Arm.NO_OP);
    }

    public Outcome oracle() {
        return arm(Arm.ORACLE);
    }

    /// None where a person played: nobody lives a day twice and does not know.
    public Optional<Outcome> calm() {
        return Optional.ofNullable(arms.get(Arm.CALM));
    }

    /// Whether the policy did the very same though it was asked for something else.
    public boolean isDeaf() {
        return Optional.ofNullable(arms.get(Arm.SWAPPED))
                .map(swapped -> policy().trace().answersEqual(swapped.trace()))
                .orElse(false);
    }
}
