package dev.firsthand.bench.outside;

import dev.firsthand.bench.score.AttributableCredit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// An activity in a world: the lives of the policy and of its twins, or why there are none.
///
/// @param fault what the world did not do; empty if it did its part
public record WorldEpisode(
        String activity, int seed, String instruction, Map<WorldLife, Lived> lives, Optional<String> fault) {
    /// What the policy added to what nobody does; empty where the world failed or nobody is needed.
    public OptionalDouble credit() {
        return creditOf(WorldLife.POLICY);
    }

    OptionalDouble creditOf(WorldLife twin) {
        Lived life = lives.get(twin);
        Lived nobody = lives.get(WorldLife.NO_OP);
        return life == null || nobody == null || nobody.credit() >= 1
                ? OptionalDouble.empty()
                : OptionalDouble.of(AttributableCredit.of(life.credit(), nobody.credit()));
    }

    /// Whether everything was so in the end.
    public boolean isSuccess() {
        return credit().orElse(0) == 1;
    }

    /// What the policy added in its own life less what it added in another; empty where it failed in one of them.
    OptionalDouble costOf(WorldLife twin) {
        Lived life = lives.get(twin);
        OptionalDouble other = creditOf(twin);
        return isFailure() || life == null || life.isFailure() || other.isEmpty() || credit().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(credit().getAsDouble() - other.getAsDouble());
    }

    /// The lives beside its own in which the policy failed.
    List<WorldLife> failedTwins() {
        return lives.entrySet().stream()
                .filter(one ->
                        one.getKey() != WorldLife.POLICY && one.getValue().isFailure())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// Whether the policy did the very same though it was asked for something else, or in a run of one activity for
    /// nothing. Who failed is not deaf.
    public boolean isDeaf() {
        Lived policy = lives.get(WorldLife.POLICY);
        Lived swapped = lives.getOrDefault(WorldLife.SWAPPED, lives.get(WorldLife.BLANK));
        if (policy == null || swapped == null) {
            return false;
        }
        boolean isWhole = !policy.isFailure() && !swapped.isFailure();
        return isWhole && policy.asked() > 0 && policy.actions().equals(swapped.actions());
    }

    public String ending() {
        Lived policy = lives.get(WorldLife.POLICY);
        return policy == null ? "world-failed" : policy.ending();
    }

    boolean isFailure() {
        Lived policy = lives.get(WorldLife.POLICY);
        return policy != null && policy.isFailure();
    }

    /// What was wrong the first time.
    public Optional<String> why() {
        return lives.values().stream().flatMap(life -> life.why().stream()).findFirst();
    }

    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("activity", activity);
        fields.put("seed", seed);
        fields.put("instruction", instruction);
        fields.put("deaf", isDeaf());
        credit().ifPresent(credit -> fields.put("q", credit));
        fault.ifPresent(why -> fields.put("fault", why));
        var all = new LinkedHashMap<String, Object>();
        lives.forEach((twin, life) -> all.put(twin.word(), life.fields()));
        fields.put("lives", all);
        return fields;
    }
}
