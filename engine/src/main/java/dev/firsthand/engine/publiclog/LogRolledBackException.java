package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.provenance.LogPlace;
import java.io.IOException;

/// The folder of the log came out of a backup, or knows less than the database says that it held. Signing on would
/// fork the log, so nothing is logged until somebody has looked.
public final class LogRolledBackException extends IOException {
    private static final long serialVersionUID = 1;

    private LogRolledBackException(String why) {
        super(why);
    }

    static LogRolledBackException putBack() {
        return new LogRolledBackException(
                "The log came out of a backup, or a witness proved that it has seen more of it. Nothing is"
                        + " logged before you stop the server and give `firsthand log restore`, which asks the witnesses"
                        + " (see docs/how-to/keep-the-log.md).");
    }

    LogRolledBackException(long size, LogPlace newest) {
        super(("The log has %d entries, but the database says that one stands at %d of log %d: an older state of the"
                        + " folder was put back. Put the newest one back; if it is lost, stop the server and go on with"
                        + " `firsthand log restore` (see docs/how-to/keep-the-log.md).")
                .formatted(size, newest.index(), newest.log()));
    }
}
