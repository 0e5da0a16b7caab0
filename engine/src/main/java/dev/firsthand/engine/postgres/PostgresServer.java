package dev.firsthand.engine.postgres;

import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL server for this process alone, in a private folder, on the loopback with a random password.
///
/// It outlives a killed JVM: the next start adopts it. A server that dies is started again on the same port.
/// A second process on the same folder gets [FolderInUseException].
public final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration ADOPT_LIMIT = Duration.ofSeconds(10);
    private static final long WATCH_MILLIS = 200;
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(2);

    private final FolderLock lock;
    private final Cluster cluster;
    private final boolean adopted;
    private final int port;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("postgres-watch").factory());
    private final ScheduledFuture<?> watching;
    private long pid;
    private long nextStartNanos = System.nanoTime();
    private boolean closed;

    private PostgresServer(FolderLock lock, Cluster cluster, boolean adopted, Postmaster postmaster) {
        this.lock = lock;
        this.cluster = cluster;
        this.adopted = adopted;
        this.port = postmaster.port();
        this.pid = postmaster.pid();
        this.watching =
                watch.scheduleWithFixedDelay(this::keepAlive, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Adopts the server that an earlier process left running in `folder`, or sets it up and starts it.
    public static PostgresServer start(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        var lock = FolderLock.take(folder);
        try {
            return start(lock, Cluster.in(folder));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Does `work` while no server of ours can start on `folder`; refused while one runs.
    public static <T> T whileStopped(Path folder, Work<T> work) throws IOException {
        FolderLock lock = FolderLock.take(PrivateFiles.folder(folder));
        try {
            return work.run();
        } finally {
            lock.close();
        }
    }

    /// What can fail at the disk.
    public interface Work<T> {
        T run() throws IOException;
    }

    /// Where the server of another process answers that works on `folder` now, for whoever only reads beside it.
    public static Optional<DatabaseAddress> running(Path folder) throws IOException {
        if (!Files.isDirectory(folder.resolve("cluster"))) {
            return Optional.empty();
        }
        Cluster cluster = Cluster.in(folder);
        return cluster.adoptable(Duration.ZERO).map(found -> cluster.address(found.port()));
    }

    private static PostgresServer start(FolderLock lock, Cluster cluster) throws IOException {
        var left = cluster.adoptable(ADOPT_LIMIT);
        if (left.isPresent()) {
            return new PostgresServer(lock, cluster, true, left.get());
        }
        return new PostgresServer(lock, cluster, false, cluster.start());
    }

    /// Where it answers. Stays the same when a dead server is started again.
    public DatabaseAddress address() {
        return cluster.address(port);
    }

    /// Whether this start took over a server that was running already.
    public boolean adopted() {
        return adopted;
    }

    /// The process of the server.
    public synchronized long pid() {
        return pid;
    }

    /// Starts a dead server again, unless it was stopped on purpose: a look that waited while it was being stopped must
    /// not bring it back.
    synchronized void keepAlive() {
        if (closed || Postmaster.alive(pid) || System.nanoTime() - nextStartNanos < 0) {
            return;
        }
        try {
            LOG.warn("PostgreSQL (process {}) died; starting it again", pid);
            pid = cluster.startAt(port).pid();
        } catch (IOException | RuntimeException e) { // a watch that throws is never called again
            nextStartNanos = System.nanoTime() + BETWEEN_STARTS.toNanos();
            LOG.error("PostgreSQL could not be started again and is tried on: {}", e.getMessage());
        }
    }

    /// Stops the server: open transactions are rolled back, committed ones stay.
    @Override
    public void close() throws IOException {
        watching.cancel(false);
        watch.shutdown();
        synchronized (this) {
            closed = true;
            for (var signal : List.of("INT", "QUIT")) {
                if (!Postmaster.alive(pid)) {
                    break;
                }
                signal(signal);
                Waiting.until(STOP_LIMIT, () -> !Postmaster.alive(pid));
            }
        }
        lock.close();
    }

    private void signal(String name) throws IOException {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid))
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL", e);
        }
    }
}
