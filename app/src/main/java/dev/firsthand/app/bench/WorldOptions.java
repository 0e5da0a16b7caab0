package dev.firsthand.app.bench;

import dev.firsthand.bench.activity.Definition;
import dev.firsthand.bench.outside.Conductor;
import dev.firsthand.bench.outside.Order;
import dev.firsthand.bench.outside.RemoteWorld;
import dev.firsthand.bench.outside.TableWorld;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.wire.Limits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is lived in a world that is not ours.
final class WorldOptions {
    private static final String TABLE = "builtin:table";
    private static final int ROWS_MAX = 1000;

    @Option(names = "--activities", description = "with --world: a folder of BDDL files instead of our own activities")
    private @Nullable Path activities;

    @Option(
            names = "--episodes",
            description = "with --world: how many, the activities in turn (default ${DEFAULT-VALUE})")
    private int episodes = 10;

    @Option(names = "--seed", description = "with --world: what chance there is (default ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--seconds",
            description = "with --world: length of an episode on the world's clock (default ${DEFAULT-VALUE})")
    private long seconds = Order.USUAL_LENGTH.toSeconds();

    @Option(
            names = "--rows",
            description = "with --world: how many actions of an answer are carried out; all of them unless said")
    private int rows = ROWS_MAX;

    @Option(
            names = "--twist",
            description = "with --world: what goes otherwise in each episode, of what the world knows")
    private @Nullable String twist;

    @Option(names = "--profile", description = "with --world: how it shows itself; its usual way unless said")
    private @Nullable String profile;

    @Option(
            names = "--probe",
            description =
                    "live each episode also with nothing said, later, and mirrored (with --world: where the world"
                            + " can; with --suite: also under other handles); a policy that learned a task by heart loses there")
    private boolean probes;

    boolean probes() {
        return probes;
    }

    Order order() throws IOException {
        Library library = activities == null ? Library.own() : Suite.library(activities);
        List<Definition> definitions =
                library.names().stream().map(library::definition).toList();
        return new Order(
                definitions,
                episodes,
                seed,
                Duration.ofSeconds(seconds),
                Order.USUAL_HOLD,
                rows,
                Optional.ofNullable(twist),
                Optional.ofNullable(profile),
                probes);
    }

    static Conductor.Door door(String world, Limits limits) {
        if (world.equals(TABLE)) {
            return TableWorld::new;
        }
        if (!world.startsWith("ws://") && !world.startsWith("wss://")) {
            throw new IllegalArgumentException(
                    "%s is no world: say ws://HOST:PORT of a server that speaks world/1, or %s."
                            .formatted(world, TABLE));
        }
        return () -> RemoteWorld.at(URI.create(world), limits);
    }
}
