package dev.firsthand.app.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// `firsthand up` as a program of its own, to be stopped and killed. What it logs is kept beside its data folder.
final class ServerProcess implements AutoCloseable {
    private static final String NAMED_CONTROLLER = """
            controller.name=Example Recordings Ltd
            controller.address=1 Example Street, Exampletown
            controller.contact=privacy@example.org
            controller.country=CH
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
        var command = List.of(
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
                data.toString());
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log(data).toFile()))
                .start());
    }

    /// Starts the program and waits until it answers.
    static ServerProcess start(Path data, int port) throws IOException {
        ServerProcess server = launch(data, port);
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

    /// Leaves nothing running, whatever state the test left it in.
    static void bury(Path data) throws IOException {
        postgres(data).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        kill();
    }
}
