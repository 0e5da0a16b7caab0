package dev.firsthand.app.bench;

import dev.firsthand.bench.bundle.Runner;
import dev.firsthand.bench.policy.Ending;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// One line for each scenario that is done, with what is left by the pace so far.
final class RunProgress implements Runner.Progress {
    private final PrintStream screen;
    private final InstantSource clock;
    private final Instant began;
    private final int scenarios;
    private int done;

    RunProgress(PrintStream screen, InstantSource clock, int scenarios) {
        this.screen = screen;
        this.clock = clock;
        this.scenarios = scenarios;
        began = clock.instant();
    }

    @Override
    public synchronized void done(int scenario, Ending ending, int decisions) {
        done++;
        Duration each = Duration.between(began, clock.instant()).dividedBy(done);
        screen.printf(
                "  %d of %d  scenario %04d  %s, %d decisions  about %d s left%n",
                done,
                scenarios,
                scenario + 1,
                ending.word(),
                decisions,
                each.multipliedBy(scenarios - done).toSeconds());
    }
}
