package dev.firsthand.app.web;

import dev.firsthand.engine.store.Database;

/// Whether the server can do its work, asked each time.
final class Health {
    private final Database database;

    Health(Database database) {
        this.database = database;
    }

    record Answer(String status) {}

    /// Asks the database; a database that does not answer ends in a server fault, which says the same.
    Answer look() {
        int one = database.inTransaction(
                tx -> tx.sql().createQuery("select 1").mapTo(Integer.class).one());
        return new Answer(one == 1 ? "ok" : "failing");
    }
}
