package dev.firsthand.perf;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// `./firsthand up`, built already, in a process of its own at a free port; its log goes to `up.log` of the work
/// folder.
final class UpProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;
    private static final long STOP_SECONDS = 60;

    private final long began = System.nanoTime();
    private final URI address;
    private final Process process;

    private UpProcess(BenchOptions options, Path data, int port) throws IOException {
        this.address = URI.create("http://127.0.0.1:" + port);
        this.process = new ProcessBuilder(
                        options.root().resolve("firsthand").toString(),
                        "up",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(options.work().resolve("up.log").toFile())
                .start();
    }

    static UpProcess start(BenchOptions options, Path data) throws IOException {
        try (var socket = new ServerSocket(0)) {
            return new UpProcess(options, data, socket.getLocalPort());
        }
    }

    URI address() {
        return address;
    }

    /// The launcher has become the JVM.
    ProcessHandle handle() {
        return process.toHandle();
    }

    /// The seconds from the launcher's start to the first 200 of `/healthz`.
    double awaitAnswer() throws IOException, InterruptedException {
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IOException("firsthand up did not come up; see up.log");
            }
            Thread.sleep(5); // tidy: a port that opens has no event, it is asked
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private boolean answers() {
        try {
            var connection =
                    (HttpURLConnection) address.resolve("/healthz").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
