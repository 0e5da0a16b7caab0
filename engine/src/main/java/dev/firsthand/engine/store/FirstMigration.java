package dev.firsthand.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/// What the first migration needs on a server that we do not bring along: the one function of PostgreSQL 18 that it
/// calls, and the id that the data folder has drawn.
record FirstMigration(Optional<UUID> installation) implements Callback {
    private static final MigrationVersion FIRST = MigrationVersion.fromVersion("1");

    /// RFC 9562, 5.7: 48 bits of milliseconds, then version 7 over a random id.
    private static final String UUIDV7 = """
        DO $$ BEGIN
            IF to_regprocedure('uuidv7()') IS NULL THEN
                CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql VOLATILE AS $f$
                    SELECT encode(
                        set_byte(
                            overlay(uuid_send(gen_random_uuid())
                                PLACING substring(int8send(
                                    (extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                                FROM 1 FOR 6),
                            6, 112 | (get_byte(uuid_send(gen_random_uuid()), 6) & 15)),
                        'hex')::uuid
                $f$;
            END IF;
        END $$
        """;
    private static final String BEAR = "UPDATE store_installation SET id = ?";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE || (event == Event.AFTER_EACH_MIGRATE && isFirst(context));
    }

    private boolean isFirst(Context context) {
        return installation.isPresent()
                && FIRST.equals(context.getMigrationInfo().getVersion());
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (event == Event.BEFORE_MIGRATE) {
                provide(context.getConnection());
            } else {
                bear(context.getConnection(), installation.orElseThrow());
            }
        } catch (SQLException e) {
            throw new FlywayException("the database could not be prepared", e);
        }
    }

    private static void provide(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(UUIDV7);
        }
    }

    private static void bear(Connection connection, UUID id) throws SQLException {
        try (var statement = connection.prepareStatement(BEAR)) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
    }

    @Override
    public String getCallbackName() {
        return "first migration";
    }
}
