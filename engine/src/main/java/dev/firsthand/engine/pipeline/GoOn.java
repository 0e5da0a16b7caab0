package dev.firsthand.engine.pipeline;

import dev.firsthand.engine.capture.Freezes;
import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.store.Tx;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Begins anew what ended because its session was frozen, once it is not any more.
record GoOn(Jobs jobs) implements EventHandler {
    @Override
    public String type() {
        return Freezes.THAWED;
    }

    @Override
    public void on(Tx tx, Event event) {
        Map<String, RunStatus> newest = new TreeMap<>();
        jobs.ofSubject(event.subject()).forEach(run -> newest.put(run.kind(), run));
        newest.values().stream()
                .filter(run -> run.state() == RunState.FAILED && stopped(run))
                .forEach(run -> jobs.begin(tx, run.kind(), run.subject(), Optional.empty()));
    }

    private static boolean stopped(RunStatus run) {
        return run.error().filter(error -> error.code().equals(Freezes.CODE)).isPresent();
    }
}
