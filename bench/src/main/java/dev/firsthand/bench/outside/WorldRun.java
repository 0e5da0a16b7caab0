package dev.firsthand.bench.outside;

import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.score.Bootstrap;
import dev.firsthand.bench.score.ClopperPearson;
import dev.firsthand.bench.score.Interval;
import dev.firsthand.bench.score.SampleFigures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// All episodes of a policy in a world.
///
/// @param policy its dialect and address
public record WorldRun(OutsideWorld.Hello world, String policy, Order order, List<WorldEpisode> episodes) {
    private static final int DRAWS = 10_000;
    private static final double ALPHA = 0.05;

    public WorldRun {
        episodes = List.copyOf(episodes);
    }

    /// The mean of what the policy added; empty where nothing could be judged.
    public Optional<Interval> credit() {
        return mean(WorldEpisode::credit);
    }

    /// How much less than in its own life the policy added in that of a twin; less than 0 is more. A twin that failed
    /// tells nothing of it.
    public Optional<Interval> cost(WorldLife twin) {
        return mean(one -> one.costOf(twin));
    }

    /// What the twist cost: the same episodes without it.
    public Optional<Interval> twistCost() {
        return cost(WorldLife.CALM).map(less -> new Interval(-less.high(), -less.estimate(), -less.low()));
    }

    private interface Figure {
        OptionalDouble of(WorldEpisode episode);
    }

    private Optional<Interval> mean(Figure figure) {
        double[] values = episodes.stream()
                .map(figure::of)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        return values.length == 0
                ? Optional.empty()
                : Optional.of(new Bootstrap(order.seed(), DRAWS).interval(List.of(values), SampleFigures::mean, ALPHA));
    }

    public Optional<Interval> success() {
        int judged = judged();
        int done = (int) episodes.stream().filter(WorldEpisode::isSuccess).count();
        return judged == 0 ? Optional.empty() : Optional.of(ClopperPearson.of(done, judged, ALPHA));
    }

    /// How many have a score.
    public int judged() {
        return (int) episodes.stream().filter(one -> one.credit().isPresent()).count();
    }

    public long failures() {
        return episodes.stream().filter(WorldEpisode::isFailure).count();
    }

    /// In how many lives beside its own the policy failed.
    public long twinFailures() {
        return episodes.stream().mapToLong(one -> one.failedTwins().size()).sum();
    }

    public long worldFailures() {
        return episodes.stream().filter(one -> one.fault().isPresent()).count();
    }

    public long deaf() {
        return episodes.stream().filter(WorldEpisode::isDeaf).count();
    }

    /// `world/run/1` as docs/formats/bench.md has it.
    public String json() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("schema", "world/run/1");
        fields.put("world", world.world());
        fields.put("engine", world.engine());
        fields.put("deterministic", world.deterministic());
        fields.put("policy", policy);
        fields.put("profile", order.profile().orElse(world.profiles().getFirst()));
        fields.put("seed", Long.toString(order.seed()));
        fields.put("length_ms", order.length().toMillis());
        fields.put("hold_ms", order.hold().toMillis());
        fields.put("rows", order.rows());
        order.twist().ifPresent(kind -> fields.put("twist", kind));
        fields.put("episodes", episodes.stream().map(WorldEpisode::fields).toList());
        var summary = new LinkedHashMap<String, Object>();
        credit().ifPresent(q -> summary.put("q", fields(q)));
        success().ifPresent(s -> summary.put("s", fields(s)));
        twistCost().ifPresent(cost -> summary.put("twist_cost", fields(cost)));
        for (WorldLife twin : List.of(WorldLife.SWAPPED, WorldLife.BLANK, WorldLife.LATER, WorldLife.MIRRORED)) {
            cost(twin).ifPresent(cost -> summary.put(twin.word() + "_cost", fields(cost)));
        }
        summary.put("judged", judged());
        summary.put("failures", failures());
        summary.put("twin_failures", twinFailures());
        summary.put("world_failures", worldFailures());
        summary.put("deaf", deaf());
        fields.put("summary", summary);
        return Json.text(fields);
    }

    private static Map<String, Object> fields(Interval interval) {
        return Map.of("low", interval.low(), "estimate", interval.estimate(), "high", interval.high());
    }
}
