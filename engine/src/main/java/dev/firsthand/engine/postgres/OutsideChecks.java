package dev.firsthand.engine.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What a database that somebody else runs must be before anything is written to it.
final class OutsideChecks {
    private static final int VERSION_MIN = 15;
    private static final int VERSION_PARTS = 10_000;

    /// Order is by bytes, so that the same rows give the same release on every server.
    private static final String LOOK = """
        SELECT current_setting('server_version_num')::int AS version,
               current_setting('server_encoding') AS encoding,
               pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS reads_only,
               current_setting('fsync')::boolean AND current_setting('full_page_writes')::boolean AS lasts,
               current_schema() AS schema,
               coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS creates,
               'B' < 'a' AND '-' < 'A' AND 'a' < '~' AND 'ab' < 'b-' AS by_bytes
        """;

    private OutsideChecks() {}

    /// All faults at once, each with what to do; empty when it will do.
    static List<String> faults(Connection connection) throws SQLException {
        List<String> faults = new ArrayList<>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(LOOK)) {
            row.next();
            int version = row.getInt("version");
            if (version / VERSION_PARTS < VERSION_MIN) {
                faults.add("it is PostgreSQL %d, and %d or later is needed"
                        .formatted(version / VERSION_PARTS, VERSION_MIN));
            }
            if (!row.getString("encoding").equals("UTF8")) {
                faults.add(
                        "its encoding is %s, and UTF8 is needed: createdb --encoding UTF8 --locale C --template template0 NAME"
                                .formatted(row.getString("encoding")));
            }
            if (!row.getBoolean("by_bytes")) {
                faults.add(
                        "it sorts text by a language, and must sort by bytes: createdb --encoding UTF8 --locale C --template template0 NAME");
            }
            if (row.getBoolean("reads_only")) {
                faults.add("it can only be read: give the primary server, or a user who may write");
            }
            if (!row.getBoolean("lasts")) {
                faults.add("fsync or full_page_writes is off, so what it acknowledges can be lost: turn both on");
            }
            if (!row.getBoolean("creates")) {
                faults.add(
                        "its user may not make tables: let the user own the database (ALTER DATABASE NAME OWNER TO USER), or GRANT CREATE ON SCHEMA public TO USER");
            }
        }
        return faults;
    }
}
