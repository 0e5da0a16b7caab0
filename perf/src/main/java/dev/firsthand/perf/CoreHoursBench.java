package dev.firsthand.perf;

import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Core-hours per hour of 1080p30 video, from upload to release, measured on a minute (`--minutes N` for more).
public final class CoreHoursBench {
    private static final String NAME = "core-hours";
    private static final double CORE_HOURS_PER_HOUR = 4;
    private static final Duration LOOP = Duration.ofSeconds(20);
    private static final long SEED = 11;

    private CoreHoursBench() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 1);
        Duration length = Duration.ofMinutes(options.minutes());
        Path video = options.work().resolve("recording.mp4");
        SyntheticRecording.seeded(SEED, SyntheticPlan.usual().sized(1920, 1080).lasting(length))
                .writeLoopedVideo(video, LOOP);
        Walk walk = Walk.of(options, video);
        for (Walk.Stage stage : walk.stages()) {
            Figure.of(NAME, stage.name(), stage.coreSeconds() / length.toSeconds(), "core-hours per hour")
                    .with("seconds", Figure.rounded(stage.seconds()))
                    .with("coreSeconds", Figure.rounded(stage.coreSeconds()))
                    .print();
        }
        Figure.of(NAME, "upload-to-release", walk.coreSeconds() / length.toSeconds(), "core-hours per hour")
                .atMost(CORE_HOURS_PER_HOUR)
                .with(
                        "video",
                        "1920x1080, 30 fps, %d s, %d MB".formatted(length.toSeconds(), Files.size(video) / 1_000_000))
                .with("seconds", Figure.rounded(walk.seconds()))
                .with("coreSeconds", Figure.rounded(walk.coreSeconds()))
                .with("counted", "all processes, server start and download by the holder included")
                .print();
        Folders.delete(options.work());
    }
}
