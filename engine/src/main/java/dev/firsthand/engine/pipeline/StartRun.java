package dev.firsthand.engine.pipeline;

import dev.firsthand.engine.job.Event;
import dev.firsthand.engine.job.EventHandler;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.store.Tx;
import java.util.Optional;
import java.util.function.Supplier;

/// Begins a run of one kind for whatever an event of one type is about.
record StartRun(String type, String kind, Supplier<Jobs> jobs) implements EventHandler {
    @Override
    public void on(Tx tx, Event event) {
        jobs.get().begin(tx, kind, event.subject(), Optional.empty());
    }
}
