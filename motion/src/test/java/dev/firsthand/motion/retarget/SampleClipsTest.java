package dev.firsthand.motion.retarget;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleClipsTest {
    private static final Path SAMPLES = Samples.folder("bvh");

    @ParameterizedTest
    @ValueSource(strings = {"10_01", "12_01", "13_01", "fairmotion_01_01"})
    void look(String name) throws IOException {
        assumeThat(SAMPLES).isDirectory();
        var body = (Motion.Body) MotionFiles.read(SAMPLES.resolve(name + ".bvh"));
        for (KnownRobot robot : KnownRobot.values()) {
            var retargeting = new Retargeting(robot.body(), System::nanoTime);
            for (int i = 0; i < 3; i++) {
                var result = retargeting.follow(body.clip());
                if (i == 2) {
                    System.out.println(name + " " + robot + " " + (result instanceof RetargetResult.Retargeted r ? r.metrics() + " " + r.calibration() : result));
                }
            }
        }
    }
}
