package dev.firsthand.engine.pipeline;

import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.store.Tx;
import java.util.Optional;

/// Begins a run of one kind for whatever an event of one type is about.
record StartRun(String type, String kind, Jobs jobs) implements EventHandler {
    @Override
    public void on(Tx tx, Event event) {
        jobs.begin(tx, kind, event.subject(), Optional.empty());
    }
}
