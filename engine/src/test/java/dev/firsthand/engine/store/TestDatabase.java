package dev.firsthand.engine.store;

import dev.firsthand.engine.postgres.FolderInUseException;
import dev.firsthand.engine.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A fresh migrated database for each test class, on one real PostgreSQL that all classes of a run share:
/// `@RegisterExtension static final TestDatabase DATABASE = new TestDatabase();`
///
/// The server's folder stays in `target/` between runs, so that only the first run pays for setting it up.
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final String TEMPLATE = "migrated";
    private static final int FOLDERS_MAX = 8;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable PostgresServer server;

    private @Nullable Database database;
    private @Nullable DatabaseAddress address;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        var name = "test_" + NUMBER.incrementAndGet();
        var shared = sharedServer().address();
        run(shared, "create database %s template %s".formatted(name, TEMPLATE));
        address = withName(shared, name);
        database = Database.open(address);
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        database().close();
        var name = address().jdbcUrl().substring(address().jdbcUrl().lastIndexOf('/') + 1);
        run(sharedServer().address(), "drop database %s with (force)".formatted(name));
    }

    /// The open database of this test class.
    public Database database() {
        if (database == null) {
            throw new IllegalStateException("register this extension as a static field");
        }
        return database;
    }

    /// Where it is, for a test that opens it a second time.
    public DatabaseAddress address() {
        if (address == null) {
            throw new IllegalStateException("register this extension as a static field");
        }
        return address;
    }

    /// Another session's open transaction that has run this, such as one that holds a lock; whoever asks ends it.
    public Handle holding(String sql) {
        Handle session = Jdbi.create(
                        address().jdbcUrl(), address().user(), address().password())
                .open();
        session.begin();
        session.execute(sql);
        return session;
    }

    private static synchronized PostgresServer sharedServer() {
        if (server == null) {
            try {
                server = startedServer();
                prepareTemplate(server.address());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException("the template database could not be made", e);
            }
        }
        return server;
    }

    /// A second build at the same time takes the next folder.
    private static PostgresServer startedServer() throws IOException {
        for (int i = 1; ; i++) {
            try {
                var started = PostgresServer.start(
                        Path.of("target", "test-postgres-" + i).toAbsolutePath());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
                return started;
            } catch (FolderInUseException e) {
                if (i == FOLDERS_MAX) {
                    throw e;
                }
            }
        }
    }

    private static void close(PostgresServer started) {
        try {
            started.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepareTemplate(DatabaseAddress shared) throws SQLException {
        var leftovers = new ArrayList<String>();
        try (var connection = connect(shared);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select datname from pg_database where datname like 'test\\_%' or datname = '" + TEMPLATE
                                + "'")) {
            while (rows.next()) {
                leftovers.add(rows.getString(1));
            }
        }
        for (var name : leftovers) {
            run(shared, "drop database %s with (force)".formatted(name));
        }
        run(shared, "create database " + TEMPLATE);
        Database.open(withName(shared, TEMPLATE)).close();
    }

    private static DatabaseAddress withName(DatabaseAddress shared, String name) {
        var url = shared.jdbcUrl();
        return new DatabaseAddress(url.substring(0, url.lastIndexOf('/') + 1) + name, shared.user(), shared.password());
    }

    private static void run(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = connect(address);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }
}
