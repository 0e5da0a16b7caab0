package dev.firsthand.bench.score;

import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Twins;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The weighted mean of attributable credit in the lives beside the policy's own: to set that against, never a
/// part of it. None for a life in which the policy failed.
///
/// @param calm without twists; what it has more is the twists' cost
/// @param swapped asked for something else in words; as much as before, and the words did not matter
/// @param otherRequester asked by somebody else of the home; less than before, and it mattered who asked
/// @param humanOnly what people have done who have no robot
/// @param probes by life, where it was asked whether the policy learned the day by heart
public record TwinCredit(
        OptionalDouble calm,
        OptionalDouble swapped,
        OptionalDouble otherRequester,
        OptionalDouble humanOnly,
        Map<Arm, Double> probes) {
    public TwinCredit {
        probes = Map.copyOf(probes);
    }

    /// None where it was not lived, or no task counts.
    public OptionalDouble probe(Arm arm) {
        return probes.containsKey(arm) ? OptionalDouble.of(probes.getOrDefault(arm, 0.0)) : OptionalDouble.empty();
    }

    static TwinCredit of(Twins twins) {
        return new TwinCredit(
                in(twins, Arm.CALM, Arm.CALM_NO_OP),
                in(twins, Arm.SWAPPED, Arm.NO_OP),
                in(twins, Arm.OTHER_REQUESTER, Arm.NO_OP),
                in(twins, Arm.HUMAN_ONLY, Arm.NO_OP),
                probes(twins));
    }

    private static Map<Arm, Double> probes(Twins twins) {
        var probes = new EnumMap<Arm, Double>(Arm.class);
        for (Arm arm : Arm.PROBES) {
            in(twins, arm, Arm.NO_OP).ifPresent(q -> probes.put(arm, q));
        }
        return probes;
    }

    private static OptionalDouble in(Twins twins, Arm arm, Arm without) {
        Optional<Outcome> life = twins.twin(arm).filter(one -> !one.isFault());
        Optional<Outcome> nobody = twins.twin(without);
        return life.isPresent() && nobody.isPresent()
                ? EpisodeScore.credit(twins, life.get(), nobody.get())
                : OptionalDouble.empty();
    }
}
