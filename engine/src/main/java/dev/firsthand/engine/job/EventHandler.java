package dev.firsthand.engine.job;

import dev.firsthand.engine.store.Tx;

/// Hears one type of event. What it does in `tx` is true together with the mark that the event was delivered,
/// so its effects happen exactly once. It must be short.
public interface EventHandler {
    String type();

    void on(Tx tx, Event event);
}
