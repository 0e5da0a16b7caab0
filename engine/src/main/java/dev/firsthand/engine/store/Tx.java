package dev.firsthand.engine.store;

import org.jdbi.v3.core.Handle;

/// One open transaction. It ends with the function that received it; nobody keeps it.
/// Work that must wait until the rows are true goes to `sql().afterCommit`.
public record Tx(Handle sql) {}
