package dev.firsthand.bench.bundle;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Small runs for tests.
public final class Runs {
    private static final Library LIBRARY = Library.own();
    public static final Suite SUITE = new Suite(LIBRARY, scenarios());

    private Runs() {}

    private static List<Scenario> scenarios() {
        var generator = new Generator(LIBRARY);
        return LongStream.range(300, 304)
                .mapToObj(seed -> generator.generate(Tier.H1, seed))
                .flatMap(Optional::stream)
                .toList();
    }

    public static Runner.Order order(Contestant contestant, Path folder) {
        var declaration = new Declaration(
                "builtin:" + contestant.name(), contestant.name(), "1", "", contestant.isPrivileged(), false);
        return new Runner.Order(SUITE, contestant, declaration, folder, 2, "a start");
    }

    public static Scores run(Contestant contestant, Path folder) throws IOException {
        return Runner.run(order(contestant, folder), (scenario, ending, decisions) -> {});
    }

    public static Scores partialOracle(Path folder) throws IOException {
        return run(Baselines.partialOracle(), folder);
    }
}
