package dev.firsthand.bench.trial;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Tier;

/// Prints the heads of two traces, to be compared with those of another JVM.
public final class TraceHeadProgram {
    private TraceHeadProgram() {}

    public static void main(String[] arguments) {
        System.out.print(heads());
    }

    static String heads() {
        Library library = Library.own();
        Scenario scenario = new Generator(library).generate(Tier.H1, 1001).orElseThrow();
        String oracle = Trial.run(scenario, library, Baselines.oracle()).trace().head();
        return oracle
                + Trial.run(scenario, library, Baselines.randomLegal(2)).trace().head();
    }
}
