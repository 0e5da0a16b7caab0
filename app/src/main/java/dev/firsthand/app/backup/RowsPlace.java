package dev.firsthand.app.backup;

import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.DatabaseAddress;
import java.io.IOException;
import java.util.Optional;

/// Finds the database of a data folder for a command that works beside the server or without one.
public interface RowsPlace {
    /// What a command does with the database while it answers.
    interface Work<T> {
        T with(DatabaseAddress address) throws IOException;
    }

    /// The one that runs, or the one in the folder for as long as `work` takes. `url` as for `up`.
    <T> T whileOpen(DataFolder data, Optional<String> url, Work<T> work) throws IOException;

    /// One outside, if `url` names it.
    Optional<DatabaseAddress> outside(Optional<String> url) throws IOException;
}
