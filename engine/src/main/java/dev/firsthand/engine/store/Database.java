package dev.firsthand.engine.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.argument.NullArgument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;

/// The one PostgreSQL database: a small pool, the schema brought up to date, and transactions.
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 10;
    private static final int CONNECTIONS_IDLE = 1;
    private static final long CONNECTION_WAIT_MILLIS = 15_000;
    private static final long CONNECTION_IDLE_MILLIS = 60_000;

    /// By default migrations from the future are passed over.
    private static final String[] NO_PATTERN = {};

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        jdbi.getConfig(Arguments.class).setUntypedNullArgument(new NullArgument(Types.NULL));
        jdbi.registerArgument(new UuidArguments());
        // By default messages show the values that were bound, and so whatever points at a person.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    }

    /// An absent UUID would be sent as text, and PostgreSQL refuses that.
    private static final class UuidArguments extends AbstractArgumentFactory<UUID> {
        UuidArguments() {
            super(Types.OTHER);
        }

        @Override
        protected Argument build(UUID value, ConfigRegistry config) {
            return (position, statement, context) -> statement.setObject(position, value);
        }
    }

    /// Opens the pool and migrates forward to the newest schema. Data of a newer version, or of one that went another
    /// way, is left as it is: then this ends in an [UncheckedIOException] that says so.
    public static Database open(DatabaseAddress address) {
        return open(address, Optional.empty());
    }

    /// The same for a database that shall bear this id of its installation, if nothing of ours is in it yet.
    public static Database open(DatabaseAddress address, UUID installation) {
        return open(address, Optional.of(installation));
    }

    private static Database open(DatabaseAddress address, Optional<UUID> installation) {
        var pool = new HikariDataSource(settings(address));
        try {
            migrations(pool, installation).load().migrate();
            return new Database(pool);
        } catch (FlywayValidateException other) {
            pool.close();
            throw new UncheckedIOException(new IOException(
                    "The data was written by another version of Firsthand. Start that one, or a newer one.", other));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /// Opens the pool on the schema that is there, for a command beside a server that runs.
    public static Database beside(DatabaseAddress address) {
        return new Database(new HikariDataSource(settings(address)));
    }

    /// Makes the schema of an older version in a database that holds nothing of ours, for rows of that version.
    public static void prepare(DatabaseAddress address, String schema) {
        try (var pool = new HikariDataSource(settings(address))) {
            migrations(pool, Optional.empty()).target(schema).load().migrate();
        }
    }

    private static FluentConfiguration migrations(DataSource pool, Optional<UUID> installation) {
        return Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .ignoreMigrationPatterns(NO_PATTERN)
                .callbacks(new FirstMigration(installation));
    }

    private static HikariConfig settings(DatabaseAddress address) {
        var config = new HikariConfig();
        config.setPoolName("firsthand");
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(CONNECTIONS_IDLE);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setIdleTimeout(CONNECTION_IDLE_MILLIS);
        config.addDataSourceProperty("ApplicationName", "firsthand");
        config.addDataSourceProperty("logServerErrorDetail", "false"); // details hold values of rows
        return config;
    }

    /// Runs `work` in one transaction: committed when it returns, rolled back when it throws.
    public <T> T inTransaction(Function<Tx, T> work) {
        return jdbi.inTransaction(handle -> work.apply(new Tx(handle)));
    }

    /// As [#inTransaction], for work that returns nothing.
    public void inTransactionDo(Consumer<Tx> work) {
        jdbi.useTransaction(handle -> work.accept(new Tx(handle)));
    }

    /// How busy the pool is now.
    public PoolUse use() {
        var bean = pool.getHikariPoolMXBean();
        return new PoolUse(
                bean.getActiveConnections(),
                bean.getIdleConnections(),
                bean.getThreadsAwaitingConnection(),
                CONNECTIONS_MAX);
    }

    /// From now on `watcher` hears of every change that [Tx#changed] tells, on the thread that made it: it must be
    /// quick and must not throw.
    public void onChange(Consumer<UUID> watcher) {
        jdbi.getConfig(ChangeWatchers.class).add(watcher);
    }

    /// The pool itself, for a library that brings its own statements (the job scheduler).
    public DataSource connections() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
