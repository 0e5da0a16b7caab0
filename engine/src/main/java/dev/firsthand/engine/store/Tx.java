package dev.firsthand.engine.store;

import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// One open transaction. It ends with the function that received it; nobody keeps it.
/// Work that must wait until the rows are true goes to `sql().afterCommit`.
public record Tx(Handle sql) {
    /// Tells those who watch ([Database#onChange]) that something about this subject is other than before, once it is
    /// true.
    public void changed(UUID subject) {
        sql.afterCommit(() -> sql.getConfig(ChangeWatchers.class).tell(subject));
    }
}
