package dev.firsthand.bench.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.activity.Predicate;
import dev.firsthand.bench.dialect.ActionChunk;
import dev.firsthand.bench.dialect.NumpyArray;
import dev.firsthand.bench.dialect.NumpyForm;
import dev.firsthand.bench.dialect.RobotServer;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.wire.Limits;
import dev.firsthand.bench.wire.LoopbackServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutsideTest {
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(40), 1 << 20);
    private static final Definition TOYS = Library.own().definition("toys_into_the_box-0");
    private static final Order ORDER = new Order(
            List.of(TOYS),
            3,
            7,
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            10,
            Optional.empty(),
            Optional.empty(),
            false);

    /// A step of a world that goes wrong.
    private static final class Broken implements OutsideWorld {
        private final TableWorld table = new TableWorld();
        private final Event event;
        private final long stillAtMs;

        Broken(Event event, long stillAtMs) {
            this.event = event;
            this.stillAtMs = stillAtMs;
        }

        @Override
        public Hello hello() {
            return table.hello();
        }

        @Override
        public List<String> reset(Setting setting) {
            return table.reset(setting);
        }

        @Override
        public Map<?, ?> observe() {
            return table.observe();
        }

        @Override
        public Moment act(ActionChunk actions) {
            Moment moment = table.act(actions);
            boolean happens = moment.timeMs() >= event.timeMs();
            return new Moment(
                    moment.isDone(), Math.min(moment.timeMs(), stillAtMs), happens ? List.of(event) : List.of());
        }

        @Override
        public Moment hold(Duration time) {
            return table.hold(time);
        }

        @Override
        public List<NamedGoal.Truth> query(List<NamedGoal.Fact> facts) {
            return table.query(facts);
        }

        @Override
        public Twisted twist(String kind) {
            return table.twist(kind);
        }

        @Override
        public void stop() {
            table.stop();
        }

        @Override
        public void close() {
            table.close();
        }
    }

    @Test
    void a_policy_that_does_what_it_is_told_has_all_the_credit_and_its_twins_none() throws IOException {
        try (var policy = Tidier.served()) {
            WorldRun run = run(TableWorld::new, policy, ORDER);
            for (WorldEpisode episode : run.episodes()) {
                assertThat(episode.credit()).hasValue(1);
                assertThat(episode.isDeaf()).isFalse();
                assertThat(life(episode, WorldLife.NO_OP).credit()).isZero();
                assertThat(life(episode, WorldLife.BLANK).credit()).isZero();
                assertThat(life(episode, WorldLife.BLANK).ending()).isEqualTo(Lived.OVER);
                assertThat(life(episode, WorldLife.POLICY).found())
                        .containsEntry("inside teddy.n.01_1 basket.n.01_1", true);
            }
            assertThat(run.success().orElseThrow().low()).isBetween(0.29, 0.3);
            assertThat(JsonReader.read(run.json())
                            .field("summary")
                            .field("judged")
                            .whole(0, 9))
                    .isEqualTo(3);
        }
    }

    @Test
    void a_world_over_the_wire_is_the_world_itself() throws IOException {
        var twisted = new Order(
                List.of(TOYS),
                2,
                7,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                10,
                Optional.of(TableWorld.TWIST),
                Optional.empty(),
                true);
        try (var policy = Tidier.served();
                LoopbackServer served = LoopbackWorld.serving(TableWorld::new)) {
            WorldRun here = run(TableWorld::new, policy, twisted);
            WorldRun there = run(() -> RemoteWorld.at(served.address(), LIMITS), policy, twisted);

            assertThat(there).isEqualTo(here);
            assertThat(life(here.episodes().getFirst(), WorldLife.POLICY).events())
                    .containsKeys("twist_applied");
            assertThat(life(here.episodes().getFirst(), WorldLife.CALM).events())
                    .isEmpty();
        }
    }

    @Test
    void who_looks_loses_nothing_in_a_mirror_or_later_and_who_knows_one_way_by_heart_does() throws IOException {
        var probed = new Order(
                List.of(TOYS),
                3,
                7,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                10,
                Optional.empty(),
                Optional.empty(),
                true);
        try (var looking = Tidier.served();
                var byHeart = Tidier.servedByHeart()) {
            WorldRun seen = run(TableWorld::new, looking, probed);
            assertThat(estimate(seen, WorldLife.MIRRORED)).isZero();
            assertThat(estimate(seen, WorldLife.LATER)).isZero();
            assertThat(estimate(seen, WorldLife.BLANK)).isOne();
            assertThat(life(seen.episodes().getFirst(), WorldLife.LATER).timeMs())
                    .isGreaterThan(
                            life(seen.episodes().getFirst(), WorldLife.POLICY).timeMs());

            WorldRun known = run(TableWorld::new, byHeart, probed);
            assertThat(estimate(known, WorldLife.MIRRORED)).isPositive();
            assertThat(known.deaf()).isEqualTo(3);
        }
    }

    private static double estimate(WorldRun run, WorldLife twin) {
        return run.cost(twin).orElseThrow().estimate();
    }

    @Test
    void a_policy_that_fails_is_scored_and_the_world_lives_on_without_it() throws IOException {
        try (var wide = answering(NumpyArray.singles(List.of(1, 7), new float[7]));
                var infinite = answering(NumpyArray.singles(List.of(1, 3), 0, 0, Float.POSITIVE_INFINITY))) {
            for (var failing :
                    Map.of(wide, "wrong-shape", infinite, "not-finite").entrySet()) {
                WorldRun run = run(TableWorld::new, failing.getKey(), ORDER);
                assertThat(run.failures()).isEqualTo(3);
                assertThat(run.episodes()).allSatisfy(episode -> {
                    assertThat(episode.ending()).isEqualTo(failing.getValue());
                    assertThat(episode.credit()).hasValue(0);
                    assertThat(life(episode, WorldLife.POLICY).timeMs()).isEqualTo(31_000);
                    assertThat(life(episode, WorldLife.NO_OP).ending()).isEqualTo(Lived.OVER);
                });
            }
        }
    }

    @Test
    void a_world_that_fails_counts_against_nobody_and_is_told() throws IOException {
        var never = new OutsideWorld.Event("collision", Long.MAX_VALUE);
        try (var policy = Tidier.served();
                var half = new LoopbackServer(connection -> {
                    connection.send(Map.of("profile", "home/1"));
                    connection.receive(); // one that goes at once may take its answer with it
                    connection.receive();
                })) {
            WorldRun still = run(() -> new Broken(never, 400), policy, ORDER);
            assertThat(still.worldFailures()).isEqualTo(3);
            assertThat(still.credit()).isEmpty();
            assertThat(still.episodes().getFirst().fault())
                    .hasValueSatisfying(why -> assertThat(why).contains("stands still"));
            assertThatThrownBy(() -> run(() -> RemoteWorld.at(half.address(), LIMITS), policy, ORDER))
                    .isInstanceOf(WorldFault.class)
                    .hasMessageContaining("world/1");
        }
    }

    @Test
    void an_emergency_stop_ends_a_life_and_what_was_done_until_then_counts() throws IOException {
        var stop = new OutsideWorld.Event("emergency_stop", 3_000);
        try (var policy = Tidier.served()) {
            WorldEpisode episode = run(() -> new Broken(stop, Long.MAX_VALUE), policy, ORDER)
                    .episodes()
                    .getFirst();
            assertThat(episode.ending()).isEqualTo(Lived.EMERGENCY_STOP);
            assertThat(episode.credit().orElseThrow()).isBetween(0.3, 0.7);
            assertThat(episode.isFailure()).isFalse();
        }
    }

    @Test
    void what_nobody_can_tell_is_neither_so_nor_not_so() {
        var plates = NamedGoal.of(Library.own().definition("dishes_into_the_dishwasher-0"));
        var closed = new NamedGoal.Fact(Predicate.OPEN, "dishwasher.n.01_1", "");
        assertThat(plates.facts()).hasSize(4).contains(closed);
        assertThat(plates.credit(Map.of())).isZero();
        assertThat(plates.credit(Map.of(closed, NamedGoal.Truth.UNKNOWN))).isZero();
        assertThat(plates.credit(Map.of(closed, NamedGoal.Truth.FALSE))).isEqualTo(0.25);
    }

    @Test
    void a_twist_that_the_world_has_not_is_told_with_those_it_has() throws IOException {
        var laundry = Library.own().definition("fold_the_laundry-0");
        try (var policy = Tidier.served()) {
            var order = new Order(
                    List.of(laundry),
                    1,
                    7,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    Optional.of("flood"),
                    Optional.empty(),
                    false);
            assertThatThrownBy(() -> run(TableWorld::new, policy, order))
                    .hasMessage("table knows no twist flood; it has [target_moved].");
        }
    }

    private static Lived life(WorldEpisode episode, WorldLife twin) {
        return Objects.requireNonNull(episode.lives().get(twin));
    }

    private static LoopbackServer answering(NumpyArray actions) throws IOException {
        return new LoopbackServer(connection -> {
            connection.send(Map.of());
            while (true) {
                connection.receive();
                connection.send(LoopbackServer.BINARY, NumpyForm.bytes(Map.of("actions", actions)));
            }
        });
    }

    private static WorldRun run(Conductor.Door door, LoopbackServer policy, Order order) throws WorldFault {
        RobotServer server = RobotServer.at("openpi:" + policy.address(), LIMITS);
        return new Conductor(door, server, order).run("openpi", episode -> {});
    }
}
