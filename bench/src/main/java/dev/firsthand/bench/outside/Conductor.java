package dev.firsthand.bench.outside;

import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.dialect.RobotServer;
import dev.firsthand.bench.world.Chance;
import dev.firsthand.bench.world.Stream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lets a robot policy and its twins live activities in a world. A policy that fails is scored; a world that fails is
/// told.
public final class Conductor {
    private static final Stream SEEDS = Stream.named("outside.seed");
    private static final Stream TWISTS = Stream.named("outside.twist");
    private static final Stream DELAYS = Stream.named("outside.delay");
    private static final int PER_MILLE = 1000;

    private final Door door;
    private final RobotServer server;
    private final Order order;
    private final Chance chance;

    public Conductor(Door door, RobotServer server, Order order) {
        this.door = door;
        this.server = server;
        this.order = order;
        chance = new Chance(order.seed());
    }

    /// The way into a world, once for each episode.
    @FunctionalInterface
    public interface Door {
        OutsideWorld enter() throws WorldFault;
    }

    /// Hears of each episode that is over.
    @FunctionalInterface
    public interface Progress {
        void done(WorldEpisode episode);
    }

    /// Lives all episodes, one after the other.
    ///
    /// @throws WorldFault if the world can't be reached or has not what was asked for
    public WorldRun run(String policy, Progress progress) throws WorldFault {
        OutsideWorld.Hello hello = hello();
        var episodes = new ArrayList<WorldEpisode>();
        for (int number = 0; number < order.episodes(); number++) {
            WorldEpisode episode = episode(number);
            episodes.add(episode);
            progress.done(episode);
        }
        return new WorldRun(hello, policy, order, episodes);
    }

    private OutsideWorld.Hello hello() throws WorldFault {
        try (OutsideWorld world = door.enter()) {
            OutsideWorld.Hello hello = world.hello();
            Optional<String> twist = order.twist();
            if (twist.isPresent() && !hello.twists().containsKey(twist.get())) {
                throw new WorldFault("%s knows no twist %s; it has %s."
                        .formatted(hello.world(), twist.get(), hello.twists().keySet()));
            }
            Optional<String> profile = order.profile();
            if (profile.isPresent() && !hello.profiles().contains(profile.get())) {
                throw new WorldFault("%s does not show itself as %s, but as %s."
                        .formatted(hello.world(), profile.get(), String.join(", ", hello.profiles())));
            }
            return hello;
        }
    }

    private WorldEpisode episode(int number) {
        List<Definition> activities = order.activities();
        Definition activity = activities.get(number % activities.size());
        int seed = chance.below(Integer.MAX_VALUE, SEEDS, number, 0);
        Map<WorldLife, Lived> lives = new EnumMap<>(WorldLife.class);
        Optional<String> fault = Optional.empty();
        try (OutsideWorld world = door.enter()) {
            for (WorldLife life : WorldLife.of(order, world.hello().canBeMirrored())) {
                lives.put(
                        life,
                        live(
                                world,
                                number,
                                new Setting(
                                        activity,
                                        seed,
                                        words(number, life),
                                        order.profile()
                                                .orElse(world.hello().profiles().getFirst()),
                                        life == WorldLife.MIRRORED),
                                life));
            }
        } catch (WorldFault broken) {
            lives.clear();
            fault = Optional.of(broken.told());
        }
        return new WorldEpisode(activity.name(), seed, words(activity), lives, fault);
    }

    private Lived live(OutsideWorld world, int number, Setting setting, WorldLife life) throws WorldFault {
        Optional<RobotServer> mover = life == WorldLife.NO_OP ? Optional.empty() : Optional.of(server);
        return new Living(world, order, NamedGoal.of(setting.definition()), course(number, life)).live(setting, mover);
    }

    /// The twist comes in the second quarter of a life, and what begins later does so by up to a quarter of it.
    private Living.Course course(int number, WorldLife life) {
        long quarterMs = order.length().toMillis() / 4;
        long twistMs = quarterMs + quarterMs * chance.below(PER_MILLE, TWISTS, number, 0) / PER_MILLE;
        long lateMs = 1 + quarterMs * chance.below(PER_MILLE, DELAYS, number, 0) / PER_MILLE;
        return new Living.Course(
                life == WorldLife.CALM ? Optional.empty() : order.twist(),
                twistMs,
                life == WorldLife.LATER ? lateMs : 0);
    }

    /// What the policy is told in a life.
    private String words(int number, WorldLife life) {
        List<Definition> activities = order.activities();
        return switch (life) {
            case POLICY, NO_OP, LATER, MIRRORED, CALM -> words(activities.get(number % activities.size()));
            case SWAPPED -> words(activities.get((number + 1) % activities.size()));
            case BLANK -> "";
        };
    }

    /// As somebody would say it: the name of an activity in words.
    private static String words(Definition activity) {
        return activity.name().replaceFirst("-\\d+$", "").replace('_', ' ');
    }
}
