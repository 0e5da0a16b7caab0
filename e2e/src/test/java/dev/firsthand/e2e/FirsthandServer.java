package dev.firsthand.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The program, started by its launcher on a data folder of its own and always on the same port.
final class FirsthandServer implements AutoCloseable {
    private static final Path LAUNCHER =
            Path.of("..", "firsthand").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("http://[^ ]+/sign-in/\\S+");
    private static final Pattern UPLOADED = Pattern.compile("(?m)^firsthand_upload_bytes_total (\\d+)");
    private static final String CONTROLLER = """
            controller.name=Synthetic House
            controller.address=1 Example Street, Exampletown
            controller.contact=house@example.org
            controller.country=KE
            controller.retention=P3Y
            review.second-look-one-in=0
            """;

    private final Path data;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process process;
    private String link = "";

    private FirsthandServer(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        this.process = launch();
    }

    static FirsthandServer start(String name) throws IOException {
        Path data = Files.createDirectories(
                Path.of("target", "data", name + "-" + System.nanoTime()).toAbsolutePath());
        Files.writeString(data.resolve("settings.properties"), CONTROLLER);
        var server = new FirsthandServer(data, freePort());
        server.awaitUp();
        server.link = Eventually.value("the operator's link", server::printedLink);
        return server;
    }

    static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /// The first operator's one-time link.
    String operatorLink() {
        return link;
    }

    String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    String pathOf(String address) {
        return URI.create(address).getRawPath();
    }

    /// What requests that ended brought to `/upload` since the start, bytes that came twice included.
    long uploadedBytes() {
        try {
            var figures = http.send(request("/metrics"), BodyHandlers.ofString());
            Matcher found = UPLOADED.matcher(figures.body());
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the server does not tell its figures", e);
        }
    }

    /// As a power cut would, as far as the program itself goes.
    void kill() throws InterruptedException {
        process.descendants().filter(FirsthandServer::isJava).forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = launch();
        awaitUp();
    }

    /// Stops, and leaves nothing but the log.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            remove(data);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isJava(ProcessHandle handle) {
        return handle.info().command().orElse("").endsWith("java");
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        LAUNCHER.toString(), "up", "--port", Integer.toString(port), "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    private String printedLink() {
        try {
            Matcher found = LINK.matcher(Files.readString(log()));
            return found.find() ? found.group() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitUp() {
        Eventually.holds("the server answers at " + address("/"), Duration.ofMinutes(3), this::answers);
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address(path))).build();
    }

    private boolean answers() {
        try {
            return http.send(request("/healthz"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
