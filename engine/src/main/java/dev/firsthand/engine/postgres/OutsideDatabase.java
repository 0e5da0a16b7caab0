package dev.firsthand.engine.postgres;

import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL database that somebody else runs, checked before it is used and held against a second server.
///
/// Whoever works on it holds one lock in the database for as long as its process lives, and the lock of the data
/// folder.
public final class OutsideDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideDatabase.class);
    private static final long LOCK = 0x4649525354484e44L; // one number for all servers of this program
    private static final String CONNECT_SECONDS = "10";
    private static final Duration TAKEN_LIMIT = Duration.ofSeconds(10);
    private static final long WATCH_SECONDS = 5;
    private static final int VALID_SECONDS = 5;

    private final FolderLock folder;
    private final DatabaseAddress address;
    private final boolean fresh;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("database-watch").factory());
    private Connection holding;

    private OutsideDatabase(FolderLock folder, DatabaseAddress address, Connection holding, boolean fresh) {
        this.folder = folder;
        this.address = address;
        this.holding = holding;
        this.fresh = fresh;
        var _ = watch.scheduleWithFixedDelay(this::holdOn, WATCH_SECONDS, WATCH_SECONDS, TimeUnit.SECONDS);
    }

    /// Enters the database and takes it for this process and this folder.
    public static OutsideDatabase enter(Path folder, DatabaseAddress address) throws IOException {
        PrivateFiles.folder(folder);
        var lock = FolderLock.take(folder);
        try {
            return enter(lock, address);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static OutsideDatabase enter(FolderLock lock, DatabaseAddress address) throws IOException {
        try {
            var connection = connect(address);
            try {
                var faults = OutsideChecks.faults(connection);
                if (!faults.isEmpty()) {
                    throw new IOException("The database cannot be used: %s.".formatted(String.join("; ", faults)));
                }
                if (!Waiting.until(TAKEN_LIMIT, () -> takes(connection))) {
                    throw new IOException(
                            "Another Firsthand works on this database. Stop it, or give another database.");
                }
                return new OutsideDatabase(lock, address, connection, fresh(connection));
            } catch (IOException | SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IOException(words(e), e);
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("ApplicationName", "firsthand");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private static String words(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        if (state.startsWith("28")) {
            return "The database does not let this user in. Is FIRSTHAND_DATABASE_PASSWORD, or database.password in"
                    + " settings.properties, the right one, and does pg_hba.conf allow the user to come from here?";
        }
        if (state.equals("3D000")) {
            return "There is no such database. Make it: createdb --encoding UTF8 --locale C --template template0"
                    + " --owner USER NAME";
        }
        if (state.startsWith("08")) {
            return "The database does not answer. Is PostgreSQL running there, are host and port right, and does it"
                    + " speak TLS if it is on another machine (sslmode)?";
        }
        return "The database cannot be used (SQLSTATE %s). What its server logs says more.".formatted(state);
    }

    private static boolean takes(Connection connection) throws IOException {
        return asks(connection, "SELECT pg_try_advisory_lock(%d)".formatted(LOCK));
    }

    private static boolean fresh(Connection connection) throws IOException {
        return asks(connection, "SELECT to_regclass('store_installation') IS NULL");
    }

    private static boolean asks(Connection connection, String question) throws IOException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(question)) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IOException(words(e), e);
        }
    }

    /// Where it answers.
    public DatabaseAddress address() {
        return address;
    }

    /// Whether nothing of ours was in it when this process came.
    public boolean fresh() {
        return fresh;
    }

    /// A connection that was lost took the lock along: it is taken again.
    private synchronized void holdOn() {
        try {
            if (holding.isValid(VALID_SECONDS)) {
                return;
            }
            holding.close();
            holding = connect(address);
            if (!takes(holding)) {
                LOG.error("another Firsthand took this database while it was away: stop one of the two");
            }
        } catch (SQLException | IOException away) {
            LOG.warn("the database does not answer and is asked again");
        }
    }

    @Override
    public void close() throws IOException {
        watch.shutdownNow();
        synchronized (this) {
            try {
                holding.close();
            } catch (SQLException gone) {
                LOG.debug("the connection was gone already");
            }
        }
        folder.close();
    }
}
