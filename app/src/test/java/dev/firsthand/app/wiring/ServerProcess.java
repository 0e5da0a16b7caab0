package dev.firsthand.app.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// `firsthand up` as a program of its own, to be stopped and killed. What it logs is kept beside its data folder.
final class ServerProcess implements AutoCloseable {
    static final String NAMED_CONTROLLER = """
        controller.name=Example Recordings Ltd
        controller.address=1 Example Street, Exampletown
        controller.contact=privacy@example.org
        controller.country=KE
        controller.retention=P1Y
        """;
    private static final long END_SECONDS = 30;
    private static final String ANSWERS = "Firsthand answers at ";
    private static final String FIRST = "First operator: sign in once with ";

    private final Process process;
    private final BufferedReader output;
    private final List<String> said = new ArrayList<>();

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /// A data folder whose controller is named.
    static Path dataFolder(String name) throws IOException {
        Path data = TestServer.dataFolder(name);
        Files.writeString(data.resolve("settings.properties"), NAMED_CONTROLLER);
        return data;
    }

    static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    /// Starts the program; whether it comes up is still open.
    static ServerProcess launch(Path data, int port) throws IOException {
        return launch(List.of(), data, log(data), port);
    }

    /// Starts the program with more options and waits until it answers.
    static ServerProcess startWith(Path data, String... more) throws IOException {
        return answering(launch(List.of(), data, log(data), 0, more));
    }

    /// The same with the whole of a small disk as its data folder.
    static ServerProcess launch(SmallDisk disk, Path log, int port) throws IOException {
        return launch(disk.through(), disk.root(), log, port);
    }

    private static ServerProcess launch(List<String> through, Path data, Path log, int port, String... more)
            throws IOException {
        var command = new ArrayList<>(through);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "up",
                "--port",
                Integer.toString(port),
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /// Starts the program and waits until it answers.
    static ServerProcess start(Path data, int port) throws IOException {
        return answering(launch(data, port));
    }

    static ServerProcess start(SmallDisk disk, Path log, int port) throws IOException {
        return answering(launch(disk, log, port));
    }

    private static ServerProcess answering(ServerProcess server) throws IOException {
        for (String line = server.line(); !line.startsWith("Stop it"); line = server.line()) {
            server.said.add(line);
        }
        return server;
    }

    private String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the server ended; it said " + said);
        }
        return line;
    }

    URI address() {
        return URI.create(said(ANSWERS).orElseThrow());
    }

    /// The one-time link, if this start gave one out.
    Optional<String> operatorLink() {
        return said(FIRST).map(rest -> rest.substring(0, rest.indexOf(' ')));
    }

    private Optional<String> said(String start) {
        return said.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }

    long pid() {
        return process.pid();
    }

    /// Ends it as kill -9 does, and buries it.
    void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(END_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    /// Asks it to end, as a service manager does: its exit code.
    int stop() {
        process.destroy();
        return exit();
    }

    int exit() {
        return process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join().exitValue();
    }

    /// The process of the PostgreSQL that serves a data folder.
    static Optional<ProcessHandle> postgres(Path data) throws IOException {
        Path file = data.resolve("postgres").resolve("cluster").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(file).getFirst().strip()))
                .filter(ProcessHandle::isAlive);
    }

    /// A statement to the database that serves a data folder.
    static void sql(Path data, String statement) throws IOException, SQLException {
        Path folder = data.resolve("postgres");
        String url = "jdbc:postgresql://127.0.0.1:%s/postgres"
                .formatted(Files.readString(folder.resolve("port")).strip());
        String password = Files.readString(folder.resolve("password")).strip();
        try (var connection = DriverManager.getConnection(url, "firsthand", password);
                var prepared = connection.prepareStatement(statement)) {
            prepared.execute();
        }
    }

    /// Leaves nothing running, whatever state the test left it in.
    static void bury(Path data) throws IOException {
        postgres(data).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
    }
}
