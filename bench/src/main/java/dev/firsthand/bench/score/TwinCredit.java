package dev.firsthand.bench.score;

import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Twins;
import java.util.Optional;
import java.util.OptionalDouble;

/// The weighted mean of attributable credit in the lives beside the policy's own: to set that against, never a
/// part of it.
///
/// @param calm without twists; what it has more is the twists' cost
/// @param swapped asked for something else in words; as much as before, and the words did not matter
/// @param otherRequester asked by somebody else of the home; less than before, and it mattered who asked
/// @param humanOnly what people have done who have no robot
public record TwinCredit(
        OptionalDouble calm, OptionalDouble swapped, OptionalDouble otherRequester, OptionalDouble humanOnly) {

    static TwinCredit of(Twins twins) {
        return new TwinCredit(
                in(twins, Arm.CALM, Arm.CALM_NO_OP),
                in(twins, Arm.SWAPPED, Arm.NO_OP),
                in(twins, Arm.OTHER_REQUESTER, Arm.NO_OP),
                in(twins, Arm.HUMAN_ONLY, Arm.NO_OP));
    }

    private static OptionalDouble in(Twins twins, Arm arm, Arm without) {
        Optional<Outcome> life = twins.twin(arm);
        Optional<Outcome> nobody = twins.twin(without);
        return life.isPresent() && nobody.isPresent()
                ? EpisodeScore.credit(twins, life.get(), nobody.get())
                : OptionalDouble.empty();
    }
}
