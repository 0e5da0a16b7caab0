package dev.firsthand.app.wiring;

import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Small synthetic recordings, drawn once a run.
final class TestRecordings {
    private static final long SEED = 11;
    private static final SyntheticPlan PLAN = SyntheticPlan.usual().sized(320, 240);

    private TestRecordings() {}

    /// A video of so many seconds, in a folder below `target/`.
    static synchronized Path video(int seconds) throws IOException, InterruptedException {
        Path file = folder("recordings").resolve("quilted-towel-" + seconds + "s.mp4");
        if (!Files.exists(file)) {
            SyntheticRecording.seeded(SEED, PLAN.lasting(Duration.ofSeconds(seconds)))
                    .writeVideo(file);
        }
        return file;
    }

    /// A folder for this JVM's tests alone; what an earlier run left is not used.
    static Path folder(String name) throws IOException {
        return Files.createDirectories(
                Path.of("target", "doors-" + ProcessHandle.current().pid(), name)
                        .toAbsolutePath());
    }
}
