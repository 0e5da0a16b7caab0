package dev.firsthand.app.edge;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Optional;

/// Tells a database that is away for a moment from a request that cannot be served.
public final class DatabaseAway {
    /// Classes of SQLSTATE: connections lost, server going down or coming up, too many of something.
    private static final List<String> STATES = List.of("08", "57P", "53");

    private DatabaseAway() {}

    public static boolean says(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
            if (cause instanceof SQLException sql) {
                return Optional.ofNullable(sql.getSQLState())
                        .map(state -> STATES.stream().anyMatch(state::startsWith))
                        .orElse(false);
            }
        }
        return false;
    }
}
