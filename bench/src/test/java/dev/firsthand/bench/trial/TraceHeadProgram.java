package dev.firsthand.bench.trial;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Tier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// Prints the heads of the traces of so many hours, to be compared with those of another JVM.
public final class TraceHeadProgram {
    private static final long FIRST_SEED = 1001;

    private TraceHeadProgram() {}

    public static void main(String[] arguments) {
        System.out.print(heads(Integer.parseInt(arguments[0])));
    }

    static String heads(int hours) {
        Library library = Library.own();
        var generator = new Generator(library);
        return LongStream.range(FIRST_SEED, FIRST_SEED + hours)
                .mapToObj(seed -> generator.generate(Tier.H1, seed))
                .flatMap(Optional::stream)
                .flatMap(scenario ->
                        List.of(Baselines.oracle(), Baselines.partialOracle(), Baselines.randomLegal(2)).stream()
                                .map(contestant -> head(scenario, library, contestant)))
                .collect(Collectors.joining());
    }

    private static String head(Scenario scenario, Library library, Contestant contestant) {
        return Trial.run(scenario, library, contestant).trace().head() + "\n";
    }
}
