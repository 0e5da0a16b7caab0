package dev.firsthand.app.cli;

import dev.firsthand.app.cli.DemoRecording.Part;
import dev.firsthand.app.cli.ImuHeader.Columns;
import dev.firsthand.app.cli.StageLog.Cost;
import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lays out the recordings that a demo walks with: the files that were given, or one that it draws itself.
final class DemoRecordings {
    private static final long SEED = 7;
    private static final long SEED_OF_ANOTHER = 8;
    private static final String GCSV = ".gcsv";

    private DemoRecordings() {}

    static List<DemoRecording> of(DemoOptions options, StageLog log, InstantSource clock)
            throws IOException, InterruptedException {
        if (options.videos().isEmpty()) {
            return List.of(
                    new Drawing("own recording", "towel", SEED, SyntheticPlan.usual()).draw(options, log, clock));
        }
        List<DemoRecording> recordings = new ArrayList<>();
        for (int i = 0; i < options.videos().size(); i++) {
            recordings.add(given(options, i));
        }
        return List.copyOf(recordings);
    }

    /// What a second contributor records: a scene of its own, or the first file that was given once more.
    static DemoRecording ofAnother(DemoOptions options, StageLog log, InstantSource clock)
            throws IOException, InterruptedException {
        return options.videos().isEmpty()
                ? new Drawing("another recording", "another-towel", SEED_OF_ANOTHER, brief()).draw(options, log, clock)
                : given(options, 0);
    }

    private static SyntheticPlan brief() {
        return SyntheticPlan.usual().lasting(Duration.ofSeconds(3));
    }

    private record Drawing(String name, String file, long seed, SyntheticPlan plan) {
        DemoRecording draw(DemoOptions options, StageLog log, InstantSource clock)
                throws IOException, InterruptedException {
            long began = clock.millis();
            Path folder = Files.createDirectories(options.out().resolve("recording"));
            Path video = folder.resolve(file + ".mp4");
            Path imu = folder.resolve(file + GCSV);
            SyntheticRecording recording = SyntheticRecording.seeded(seed, plan);
            recording.writeVideo(video);
            recording.writeGcsv(imu);
            log.done(
                    "recording is drawn",
                    Cost.uncounted(Duration.ofMillis(clock.millis() - began), Files.size(video) + Files.size(imu)));
            return new DemoRecording(name, List.of(new Part(video, "VIDEO", ""), imu(imu)));
        }
    }

    private static DemoRecording given(DemoOptions options, int place) throws IOException {
        Path video = options.videos().get(place);
        List<Part> parts = new ArrayList<>();
        boolean zip = String.valueOf(video.getFileName()).endsWith(".zip");
        parts.add(new Part(video, zip ? "STRAY_ZIP" : "VIDEO", ""));
        if (place < options.imus().size()) {
            parts.add(imu(options.imus().get(place)));
        }
        return new DemoRecording(String.valueOf(video.getFileName()), parts);
    }

    /// What is wrong with these side-cars, before anything is started; empty when nothing is.
    static Optional<String> problem(List<Path> imus) throws IOException {
        for (Path file : imus) {
            if (!isGcsv(file) && ImuHeader.of(file) instanceof Columns.Unknown(var message)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private static Part imu(Path file) throws IOException {
        if (isGcsv(file)) {
            return new Part(file, "IMU_GCSV", "");
        }
        return switch (ImuHeader.of(file)) {
            case Columns.Declared(var text) -> new Part(file, "IMU_CSV", text);
            case Columns.Unknown(var message) -> throw new IOException(message);
        };
    }

    private static boolean isGcsv(Path file) {
        return String.valueOf(file.getFileName()).endsWith(GCSV);
    }
}
