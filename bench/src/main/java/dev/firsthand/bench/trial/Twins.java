package dev.firsthand.bench.trial;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One scenario lived by a policy and by its twins: the same chances everywhere, so that what differs is the
/// policy's.
public record Twins(Scenario scenario, Map<Arm, Outcome> arms) {
    public Twins {
        arms = Map.copyOf(arms);
    }

    public static Twins run(Scenario scenario, Library library, Contestant contestant) {
        return run(scenario, library, contestant, Arm.USUAL);
    }

    public static Twins run(Scenario scenario, Library library, Contestant contestant, List<Arm> lives) {
        var arms = new EnumMap<Arm, Outcome>(Arm.class);
        for (Arm arm : lives) {
            if (arm.isOf(scenario)) {
                arms.put(arm, Trial.run(scenario, library, liver(arm, contestant), arm));
            }
        }
        return new Twins(scenario, arms);
    }

    /// The twins that need no policy: nobody, and the oracle.
    public static Map<Arm, Outcome> references(Scenario scenario, Library library) {
        return Map.of(
                Arm.NO_OP, Trial.run(scenario, library, Baselines.noOp()),
                Arm.ORACLE, Trial.run(scenario, library, Baselines.oracle()));
    }

    /// A life in which the robot does nothing.
    public static Outcome idle(Arm arm, Scenario scenario, Library library) {
        return Trial.run(scenario, library, Baselines.noOp(), arm);
    }

    private static Contestant liver(Arm arm, Contestant contestant) {
        return switch (arm) {
            case POLICY, CALM, SWAPPED, OTHER_REQUESTER, BLANK, RENAMED, MIRRORED, LATER -> contestant;
            case NO_OP, HUMAN_ONLY, CALM_NO_OP -> Baselines.noOp();
            case ORACLE -> Baselines.oracle();
        };
    }

    private Outcome lived(Arm arm) {
        return Objects.requireNonNull(arms.get(arm), arm.name());
    }

    public Outcome policy() {
        return lived(Arm.POLICY);
    }

    public Outcome noOp() {
        return lived(Arm.NO_OP);
    }

    public Outcome oracle() {
        return lived(Arm.ORACLE);
    }

    /// None for a life that was not lived: where a person played, as nobody lives a day twice and does not know.
    public Optional<Outcome> twin(Arm arm) {
        return Optional.ofNullable(arms.get(arm));
    }

    /// The policy's lives that ended because it failed: they say nothing of what they were lived for.
    public List<Arm> failed() {
        return Arm.PROBED.stream()
                .filter(arm -> twin(arm).filter(Outcome::isFault).isPresent())
                .toList();
    }

    /// Whether it can be told if the policy listens: it was asked for something else too, and failed neither time.
    public boolean isHearingKnown() {
        return !policy().isFault()
                && twin(Arm.SWAPPED).filter(swapped -> !swapped.isFault()).isPresent();
    }

    /// Whether the policy did the very same though it heard itself asked for something else. Who failed is not deaf.
    public boolean isDeaf() {
        Trace own = policy().trace();
        return twin(Arm.SWAPPED)
                .filter(swapped -> isHearingKnown())
                .map(Outcome::trace)
                .filter(swapped -> own.answersEqual(swapped) && !own.observationsEqual(swapped))
                .isPresent();
    }
}
