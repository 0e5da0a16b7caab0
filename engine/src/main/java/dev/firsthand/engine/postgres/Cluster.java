package dev.firsthand.engine.postgres;

import dev.firsthand.engine.store.DatabaseAddress;
import dev.firsthand.engine.store.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// One PostgreSQL data folder with its password, and the two ways to a running server: adopt one or start one.
final class Cluster {
    private static final String USER = "firsthand";
    private static final Duration READY_LIMIT = Duration.ofMinutes(2);
    private static final Duration LEFTOVER_LIMIT = Duration.ofSeconds(30);
    private static final int CONNECT_SECONDS = 5;
    private static final int LOG_TAIL_CHARACTERS = 2_000;

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=40",
            "shared_buffers=48MB",
            "work_mem=4MB",
            "maintenance_work_mem=32MB",
            "max_wal_size=256MB",
            "max_wal_senders=0",
            "max_parallel_workers=0",
            "autovacuum_max_workers=1",
            "io_method=sync", // no worker processes of its own for reading
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_min_messages=warning",
            "log_min_error_statement=panic", // statements and details hold values of rows
            "log_error_verbosity=terse");

    private final Path folder;
    private final PostgresBinaries binaries;
    private final ServerUser user;
    private final String password;

    private Cluster(Path folder, PostgresBinaries binaries, ServerUser user, String password) {
        this.folder = folder;
        this.binaries = binaries;
        this.user = user;
        this.password = password;
    }

    /// The cluster below `root`, set up when this is its first start.
    static Cluster in(Path root) throws IOException {
        var user = ServerUser.choose(root);
        var binaries = user.programs(root);
        var passwordFile = root.resolve("password");
        var folder = root.resolve("cluster");
        if (!Files.isDirectory(folder)) {
            var drawn = new byte[24];
            new SecureRandom().nextBytes(drawn);
            PrivateFiles.write(passwordFile, HexFormat.of().formatHex(drawn).getBytes(StandardCharsets.US_ASCII));
            setUp(root, folder, binaries, user);
        }
        return new Cluster(
                folder.toRealPath(),
                binaries,
                user,
                Files.readString(passwordFile).strip());
    }

    /// A crash leaves no half cluster: it is made beside its place and renamed.
    private static void setUp(Path root, Path folder, PostgresBinaries binaries, ServerUser user) throws IOException {
        var fresh = root.resolve("cluster.new");
        PrivateFiles.remove(fresh);
        PrivateFiles.folder(fresh);
        user.adopt(fresh);
        user.adopt(root.resolve("password"));
        var log = root.resolve("setup.log");
        var command = user.command(List.of(
                binaries.initdb().toString(),
                "--pgdata=" + fresh,
                "--username=" + USER,
                "--pwfile=" + root.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
        try {
            var process = builder(command, log).start();
            if (process.waitFor() != 0) {
                throw new IOException("PostgreSQL could not set up its folder:\n" + tail(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL set up its folder", e);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.sync(root);
    }

    DatabaseAddress address(int port) {
        return new DatabaseAddress("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), USER, password);
    }

    /// The server that an earlier run left behind, if it is this cluster's and takes our password.
    /// One that is just starting or stopping is given until `limit`.
    Optional<Postmaster> adoptable(Duration limit) throws IOException {
        Waiting.until(limit, () -> {
            var found = Postmaster.of(folder);
            return found.isEmpty() || !found.get().alive() || found.get().ready();
        });
        return Postmaster.of(folder)
                .filter(postmaster -> postmaster.alive() && postmaster.ready() && answers(postmaster));
    }

    private boolean answers(Postmaster postmaster) {
        var address = address(postmaster.port());
        var properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(CONNECT_SECONDS));
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), properties);
                var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            return row.next() && Path.of(row.getString(1)).equals(folder);
        } catch (SQLException ignored) {
            return false; // another program's server, or one that is going down
        }
    }

    /// Starts a server, on the port of last time if that is free.
    Postmaster start() throws IOException {
        return startAt(port());
    }

    /// Starts a server on this port. Processes of a dead one are given time to end.
    Postmaster startAt(int port) throws IOException {
        requireNobodyInside();
        keepPort(port);
        var command = new ArrayList<String>(ownSession());
        command.addAll(List.of(binaries.postgres().toString(), "-D", folder.toString(), "-c", "port=" + port));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        var process = builder(user.command(command), log()).start();
        awaitReady(process);
        return new Postmaster(process.pid(), port, true);
    }

    private void requireNobodyInside() throws IOException {
        if (!Waiting.until(LEFTOVER_LIMIT, () -> Postmaster.processesIn(folder).isEmpty())) {
            throw new IOException("processes %s of an earlier PostgreSQL still work in %s. Stop them and start again."
                    .formatted(Postmaster.processesIn(folder), folder));
        }
        if (Files.isDirectory(Path.of("/proc/self"))) {
            // Nobody works here, whatever process has that number by now: containers give them out again at once.
            Files.deleteIfExists(Postmaster.file(folder));
        }
    }

    private void awaitReady(Process process) throws IOException {
        boolean settled = Waiting.until(
                READY_LIMIT,
                () -> !process.isAlive()
                        || Postmaster.of(folder)
                                .filter(postmaster -> postmaster.pid() == process.pid() && postmaster.ready())
                                .isPresent());
        if (!settled || !process.isAlive()) {
            process.destroy();
            throw new IOException("PostgreSQL did not start:\n" + tail(log()));
        }
    }

    /// A session of its own keeps Ctrl-C at the terminal from reaching the server before its clients have ended.
    private static List<String> ownSession() {
        return Files.isExecutable(Path.of("/usr/bin/setsid")) ? List.of("setsid") : List.of();
    }

    private int port() throws IOException {
        if (Files.exists(portFile())) {
            int kept = Integer.parseInt(Files.readString(portFile()).strip());
            if (free(kept)) {
                return kept;
            }
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Before the start: were the disk full, a server would run that nobody knows of.
    private void keepPort(int port) throws IOException {
        var text = Integer.toString(port);
        if (!Files.exists(portFile()) || !Files.readString(portFile()).strip().equals(text)) {
            PrivateFiles.write(portFile(), text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException ignored) {
            return false;
        }
    }

    private Path portFile() {
        return folder.resolveSibling("port");
    }

    private Path log() {
        return folder.resolveSibling("server.log");
    }

    private static ProcessBuilder builder(List<String> command, Path log) throws IOException {
        PrivateFiles.write(log, new byte[0]);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder;
    }

    private static String tail(Path log) throws IOException {
        var text = Files.readString(log);
        return text.substring(Math.max(0, text.length() - LOG_TAIL_CHARACTERS));
    }
}
