package dev.firsthand.perf;

import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Upload, intake, checks, privacy and release of a two-hour 640x480 video of about 4 GiB with `-Xmx512m`: the memory
/// of the JVM and of each child, and the time of each stage. `--minutes N` takes a shorter one and says so in each
/// line.
public final class BigRecordingBench {
    private static final String NAME = "big-recording";
    private static final int FULL_MINUTES = 120;
    private static final Duration LOOP = Duration.ofSeconds(60);
    private static final int GRAIN = 12;
    private static final int BITS_PER_SECOND = 5_000_000; // two hours are a little over 4 GiB
    private static final double CHILD_MEGABYTES = (1 << 30) / 1e6;
    private static final long SEED = 13;
    private static final Set<String> GROWING =
            Set.of("intake open", "checks container-checks", "privacy scrub", "release render", "release publish");

    private BigRecordingBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, FULL_MINUTES);
        Duration length = Duration.ofMinutes(options.minutes());
        Path video = options.work().resolve("recording.mp4");
        SyntheticRecording.seeded(SEED, SyntheticPlan.usual().lasting(length).grained(GRAIN, BITS_PER_SECOND))
                .writeLoopedVideo(video, LOOP);
        String shown = "640x480, 30 fps, %d min, %d MB".formatted(options.minutes(), Files.size(video) / 1_000_000);
        Walk walk = Walk.of(options, video);
        for (Walk.Stage stage : walk.stages()) {
            Figure figure = Figure.of(NAME, stage.name(), stage.seconds(), "s");
            (stage.bytes() > 0 || GROWING.contains(stage.name()) ? stretched(figure, options) : figure)
                    .with("coreSeconds", Figure.rounded(stage.coreSeconds()))
                    .with("video", shown)
                    .print();
        }
        Figure.of(NAME, "jvm-peak-resident", walk.jvmPeakBytes() / 1e6, "MB")
                .with("heap", "-Xmx512m")
                .with("video", shown)
                .print();
        Figure.of(NAME, "largest-child-peak-resident", walk.largestChildBytes() / 1e6, "MB")
                .atMost(Figure.rounded(CHILD_MEGABYTES))
                .with("peakOfEachMB", megabytes(walk.childPeaks()))
                .with("video", shown)
                .print();
        stretched(Figure.of(NAME, "upload-to-release", walk.seconds(), "s"), options)
                .with("coreSeconds", Figure.rounded(walk.coreSeconds()))
                .with("video", shown)
                .print();
        Folders.delete(options.work());
    }

    /// A shorter run says openly what two hours would take if time grew with length; it is no measurement.
    private static Figure stretched(Figure figure, BenchOptions options) {
        return options.minutes() == FULL_MINUTES
                ? figure
                : figure.with(
                        "extrapolatedToTwoHours", Figure.rounded(figure.value() * FULL_MINUTES / options.minutes()));
    }

    private static Map<String, Double> megabytes(Map<String, Long> peaks) {
        Map<String, Double> megabytes = new TreeMap<>();
        peaks.forEach((name, bytes) -> megabytes.put(name, Figure.rounded(bytes / 1e6)));
        return megabytes;
    }
}
