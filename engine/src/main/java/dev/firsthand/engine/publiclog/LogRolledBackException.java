package dev.firsthand.engine.publiclog;

import java.io.IOException;

/// The folder of the log knows less than the database says that it held: an older state of it was put back. Nothing
/// is logged until somebody has looked.
public final class LogRolledBackException extends IOException {
    private static final long serialVersionUID = 1;

    LogRolledBackException(long size, long newest) {
        super(("The log has %d entries, but the database says that one stands at %d: an older state of the folder"
                        + " was put back. Put the newest one back, or begin a new log (see docs/how-to/run-it.md).")
                .formatted(size, newest));
    }
}
