package dev.firsthand.bench.outside;

import dev.firsthand.bench.score.AttributableCredit;
import dev.firsthand.bench.trial.Arm;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// An activity in a world: the lives of the policy and of its twins, or why there are none.
///
/// @param fault what the world did not do; empty if it did its part
public record WorldEpisode(
        String activity, int seed, String instruction, Map<Arm, Lived> lives, Optional<String> fault) {
    /// What the policy added to what nobody does; empty where the world failed or nobody is needed.
    public OptionalDouble credit() {
        return creditOf(Arm.POLICY);
    }

    OptionalDouble creditOf(Arm arm) {
        Lived life = lives.get(arm);
        Lived nobody = lives.get(Arm.NO_OP);
        return life == null || nobody == null || nobody.credit() >= 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(AttributableCredit.of(life.credit(), nobody.credit()));
    }

    /// Whether everything was so in the end.
    public boolean isSuccess() {
        return credit().orElse(0) == 1;
    }

    /// Whether the policy did the very same though it was asked for something else.
    public boolean isDeaf() {
        Lived policy = lives.get(Arm.POLICY);
        Lived swapped = lives.get(Arm.SWAPPED);
        if (policy == null || swapped == null) {
            return false;
        }
        return policy.asked() > 0 && policy.actions().equals(swapped.actions());
    }

    public String ending() {
        Lived policy = lives.get(Arm.POLICY);
        return policy == null ? "world-failed" : policy.ending();
    }

    boolean isFailure() {
        Lived policy = lives.get(Arm.POLICY);
        return policy != null && policy.isFailure();
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("activity", activity);
        fields.put("seed", seed);
        fields.put("instruction", instruction);
        fields.put("deaf", isDeaf());
        credit().ifPresent(credit -> fields.put("q", credit));
        fault.ifPresent(why -> fields.put("fault", why));
        var arms = new LinkedHashMap<String, Object>();
        lives.forEach((arm, life) -> arms.put(arm.name().toLowerCase(Locale.ROOT), life.fields()));
        fields.put("lives", arms);
        return fields;
    }
}
