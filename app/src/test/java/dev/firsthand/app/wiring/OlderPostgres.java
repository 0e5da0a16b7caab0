package dev.firsthand.app.wiring;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The PostgreSQL 15 that Debian packages, with a database of its own on a free port.
final class OlderPostgres implements AutoCloseable {
    static final String PASSWORD = "outside-password";
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final Path folder;
    private final int port;

    private OlderPostgres(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /// Nothing where the package is not installed.
    static boolean there() {
        return Files.isExecutable(PROGRAMS.resolve("initdb"));
    }

    static OlderPostgres start() throws IOException {
        Path folder = Files.createTempDirectory("firsthand-postgres-15");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        OlderPostgres started = new OlderPostgres(folder, port);
        started.run(
                "initdb",
                "-D",
                folder.resolve("cluster").toString(),
                "--username=anna",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions");
        started.run(
                "pg_ctl",
                "-w",
                "-D",
                folder.resolve("cluster").toString(),
                "-l",
                folder.resolve("log").toString(),
                "-o",
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=".formatted(port),
                "start");
        return started;
    }

    String url() {
        return "postgresql://anna@127.0.0.1:%d/postgres".formatted(port);
    }

    /// As root it needs another user.
    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (ProcessHandle.current().info().user().equals(Optional.of("root"))) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".said").toFile())
                .start()
                .onExit()
                .join()
                .exitValue();
        if (exit != 0) {
            throw new IOException(program + ": " + Files.readString(folder.resolve(program + ".said")));
        }
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-w", "-m", "fast", "-D", folder.resolve("cluster").toString(), "stop");
    }
}
