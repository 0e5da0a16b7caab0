package dev.firsthand.bench.bundle;

import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A bundle that grows as a person plays. The first day that is played to its end counts; every start is noted.
public final class PlayedRun {
    private final Bundle bundle;

    private PlayedRun(Bundle bundle) {
        this.bundle = bundle;
    }

    /// Begins one, or goes on with what is in the folder.
    public static PlayedRun at(Path folder, Suite suite) throws IOException {
        if (!Bundle.isOne(folder)) {
            return new PlayedRun(Bundle.create(folder, suite, Declaration.ofPerson(), Arm.USUAL));
        }
        Bundle bundle = Bundle.open(folder);
        if (!bundle.policy().isPerson() || !bundle.suite().digest().equals(suite.digest())) {
            throw new IOException(
                    "%s is a run of something else: give another folder for what is played.".formatted(folder));
        }
        return new PlayedRun(bundle);
    }

    public boolean has(int scenario) {
        return bundle.has(scenario);
    }

    public synchronized void begin(String startLine) throws IOException {
        bundle.noteStart(startLine);
        bundle.close(Scores.of(bundle));
    }

    /// Whether it counts: a day that was played before does not count again.
    public synchronized boolean keep(int scenario, Map<Arm, Trace> traces) throws IOException {
        if (bundle.has(scenario)) {
            return false;
        }
        bundle.put(scenario, traces);
        bundle.close(Scores.of(bundle));
        return true;
    }
}
