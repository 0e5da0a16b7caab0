package dev.firsthand.perf;

import java.io.IOException;
import java.nio.file.Path;

/// `./firsthand up`, built already: how long until it answers, at the first start and on existing data, and what the
/// idle JVM holds.
public final class StartBench {
    private static final String NAME = "start";
    private static final double FIRST_SECONDS = 12;
    private static final double NEXT_SECONDS = 3;
    private static final double IDLE_MEGABYTES = 250;
    private static final long IDLE_AFTER_MILLIS = 20_000;

    private final BenchOptions options;

    private StartBench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        new StartBench(options).run();
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
        try (var up = UpProcess.start(options, data)) {
            double seconds = up.awaitAnswer();
            if (wait) {
                Thread.sleep(IDLE_AFTER_MILLIS); // tidy: what is measured is a server left alone
                idle.add(ProcessWatch.residentBytes(up.handle().pid()) / 1e6);
            }
            return seconds;
        }
    }
}
