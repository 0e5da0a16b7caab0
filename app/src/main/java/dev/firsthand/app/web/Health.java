package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.store.Database;

/// Whether the server can do its work, asked each time.
final class Health {
    private final Database database;
    private final DiskRoom disk;

    Health(Database database, DiskRoom disk) {
        this.database = database;
        this.disk = disk;
    }

    /// `status` is `ok`, or `low` while the disk has little room left.
    record Answer(String status) {}

    /// Asks the disk and the database; one that cannot serve ends in the refusal that every request would get.
    Answer look() {
        database.inTransactionDo(tx -> tx.sql().execute("select 1"));
        return switch (disk.look()) {
            case ENOUGH -> new Answer("ok");
            case LOW -> new Answer("low");
            case NONE -> throw Refusal.diskFull();
        };
    }
}
