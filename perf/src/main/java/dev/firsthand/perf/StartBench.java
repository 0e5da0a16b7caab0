package dev.firsthand.perf;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// `./firsthand up`, built already: how long until it answers, at the first start and on existing data, and what the
/// idle JVM holds.
public final class StartBench {
    private static final String NAME = "start";
    private static final double FIRST_SECONDS = 12;
    private static final double NEXT_SECONDS = 3;
    private static final double IDLE_MEGABYTES = 250;
    private static final long IDLE_AFTER_MILLIS = 20_000;
    private static final long PATIENCE_SECONDS = 120;

    private final BenchOptions options;
    private final int port;

    private StartBench(BenchOptions options, int port) {
        this.options = options;
        this.port = port;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        new StartBench(options, freePort()).run();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void run() throws IOException, InterruptedException {
        var first = new Series();
        var next = new Series();
        var idle = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            Path data = options.work().resolve("data");
            Folders.delete(data);
            first.add(start(data, idle, false));
            next.add(start(data, idle, true));
        }
        Figure.of(NAME, "first-start", first.median(), "s")
                .atMost(FIRST_SECONDS)
                .with("runs", first.runs())
                .print();
        Figure.of(NAME, "start-on-existing-data", next.median(), "s")
                .atMost(NEXT_SECONDS)
                .with("runs", next.runs())
                .print();
        Figure.of(NAME, "idle-jvm-resident", idle.median(), "MB")
                .atMost(IDLE_MEGABYTES)
                .with("runs", idle.runs())
                .with("after", IDLE_AFTER_MILLIS / 1000 + " s")
                .print();
    }

    private double start(Path data, Series idle, boolean wait) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process up = new ProcessBuilder(
                        options.root().resolve("firsthand").toString(),
                        "up",
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(options.work().resolve("up.log").toFile())
                .start();
        try {
            awaitAnswer(up, began);
            double seconds = (System.nanoTime() - began) / 1e9;
            if (wait) {
                Thread.sleep(IDLE_AFTER_MILLIS); // tidy: what is measured is a server left alone
                idle.add(ProcessWatch.residentBytes(up.pid()) / 1e6); // the launcher has become the JVM
            }
            return seconds;
        } finally {
            up.destroy();
            if (!up.waitFor(30, TimeUnit.SECONDS)) {
                up.destroyForcibly();
            }
        }
    }

    private void awaitAnswer(Process up, long began) throws IOException, InterruptedException {
        while (!answers()) {
            if (!up.isAlive() || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IOException("firsthand up did not come up; see up.log");
            }
            Thread.sleep(5); // tidy: a port that opens has no event, it is asked
        }
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) URI.create("http://127.0.0.1:%d/healthz".formatted(port))
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
