package dev.firsthand.app.bench;

import dev.firsthand.bench.bundle.Runner;
import dev.firsthand.bench.policy.Ending;
import dev.firsthand.bench.trial.Trace;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/// One line for each scenario that is done, with what is left by the pace so far; the first failure of each kind in
/// words.
final class RunProgress implements Runner.Progress {
    private final PrintStream screen;
    private final InstantSource clock;
    private final Instant began;
    private final int scenarios;
    private final Set<Ending> told = EnumSet.noneOf(Ending.class);
    private int done;

    RunProgress(PrintStream screen, InstantSource clock, int scenarios) {
        this.screen = screen;
        this.clock = clock;
        this.scenarios = scenarios;
        began = clock.instant();
    }

    @Override
    public synchronized void done(int scenario, Ending ending, Trace own) {
        done++;
        Duration each = Duration.between(began, clock.instant()).dividedBy(done);
        screen.printf(
                "  %d of %d  scenario %04d  %s, %d decisions  about %d s left%n",
                done,
                scenarios,
                scenario + 1,
                ending.word(),
                own.decisions(),
                each.multipliedBy(scenarios - done).toSeconds());
        if (ending.isFault() && told.add(ending)) {
            screen.printf("    ended by %s: %s%n", ending.word(), own.fault());
        }
    }
}
