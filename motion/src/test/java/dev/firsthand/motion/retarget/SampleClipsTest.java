package dev.firsthand.motion.retarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recordings of the CMU motion capture database.
class SampleClipsTest {
    private static final Path SAMPLES = Samples.folder("bvh");

    @ParameterizedTest
    @ValueSource(strings = {"10_01", "12_01", "13_01", "fairmotion_01_01"})
    void real_people_are_followed_by_g1(String name) throws IOException {
        Metrics m = followed(name, KnownRobot.G1);

        assertThat(m.handMeanMetres()).isLessThan(0.025);
        assertThat(m.footMeanMetres()).isLessThan(0.025);
        assertThat(m.reachShare()).isGreaterThan(0.95);
        assertThat(m.contactFrames()).isGreaterThan(m.frames() / 2);
        assertThat(m.footSlideShare()).isLessThan(0.03);
        assertThat(m.limitViolations()).isZero();
        assertThat(m.velocityViolations()).isZero();
        assertThat(m.collisionMetres()).isLessThan(0.01);
        assertThat(m.floorMetres()).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10_01", "12_01", "13_01", "fairmotion_01_01"})
    void real_people_are_followed_by_h1_2(String name) throws IOException {
        Metrics m = followed(name, KnownRobot.H1_2);

        assertThat(m.handMeanMetres()).isLessThan(0.025);
        assertThat(m.footMeanMetres()).isLessThan(0.025);
        assertThat(m.footSlideShare()).isLessThan(0.1); // its legs can't sit as the person does
        assertThat(m.limitViolations()).isZero();
        assertThat(m.velocityViolations()).isZero();
        assertThat(m.collisionMetres()).isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10_01", "fairmotion_01_01"})
    void an_arm_follows_the_right_arm_within_its_limits(String name) throws IOException {
        Metrics m = followed(name, KnownRobot.SO101);

        assertThat(m.contactFrames()).isZero();
        assertThat(m.handMeanMetres()).isPositive().isLessThan(0.1);
        assertThat(m.limitViolations()).isZero();
        assertThat(m.velocityViolations()).isZero();
    }

    @Test
    void a_real_walk_backwards_gives_the_same_backwards() throws IOException {
        Clip clip = clip("12_01");
        int first = clip.firstFrameOfMotion();

        Trajectory there = made(clip, KnownRobot.G1).trajectory();
        Trajectory back = made(RetargetingTest.reversed(clip), KnownRobot.G1).trajectory();

        for (int f = 60; f < there.frames(); f++) { // the inserted pose at the start is motion when read backwards
            for (int j = 0; j < there.joints().size(); j++) {
                assertThat(back.joint(clip.frames() - 1 - first - f, j))
                        .as("frame %d, %s", f, there.joints().get(j))
                        .isCloseTo(there.joint(f, j), within(2e-3));
            }
        }
    }

    private static Metrics followed(String name, KnownRobot robot) throws IOException {
        return made(clip(name), robot).metrics();
    }

    private static Clip clip(String name) throws IOException {
        assumeThat(SAMPLES).isDirectory();
        return ((Motion.Body) MotionFiles.read(SAMPLES.resolve(name + ".bvh"))).clip();
    }

    private static Retargeted made(Clip clip, KnownRobot robot) throws IOException {
        return (Retargeted) new Retargeting(robot.body(), () -> 0).follow(clip);
    }
}
