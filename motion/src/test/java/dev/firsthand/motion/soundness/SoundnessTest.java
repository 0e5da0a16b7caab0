package dev.firsthand.motion.soundness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoundnessTest {
    private static final Path SAMPLES = Samples.folder("bvh");
    private static final List<String> CMU = List.of("10_01", "12_01", "13_01", "fairmotion_01_01");
    private static final int SEEDS = 40;

    @Test
    void a_sound_motion_passes_every_check_that_can_be_made() {
        for (int seed = 0; seed < 10; seed++) {
            var report = Soundness.check(Stander.clip(seed, 12), Thresholds.FIRST);

            assertThat(report.findings()).as("seed %d", seed).isEmpty();
            assertThat(report.verdict()).isEqualTo(Verdict.PASS);
            assertThat(report.of(Check.RETURN_TO_MARK)).isEqualTo(Verdict.NOT_MADE);
            assertThat(report.verdicts().values().stream().filter(one -> one == Verdict.PASS))
                    .hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void at_least_nineteen_of_twenty_injected_faults_are_found_at_their_place(Fault fault) {
        int found = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            found += found(Stander.clip(seed, 12), fault, new Random(seed)) ? 1 : 0;
        }
        assertThat(found).as("of %d", SEEDS).isGreaterThanOrEqualTo(SEEDS * 95 / 100);
    }

    @Test
    void at_least_nineteen_of_twenty_faults_are_found_in_real_clips() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        int injected = 0;
        var missed = new ArrayList<String>();
        for (String name : CMU) {
            Clip clip = clip(name);
            for (Fault fault : Fault.values()) {
                for (int seed = 0; seed < 4; seed++) {
                    if (fault.frames(clip) < clip.frames() - clip.firstFrameOfMotion() - 40) {
                        injected++;
                        if (!found(clip, fault, new Random(seed))) {
                            missed.add(name + " " + fault + " " + seed);
                        }
                    }
                }
            }
        }
        assertThat(missed).as("of %d", injected).hasSizeLessThanOrEqualTo(injected / 20);
    }

    /// One look is one check of two seconds of one clip.
    @Test
    void at_most_one_look_of_twenty_at_clean_real_clips_is_a_false_alarm() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        int looks = 0;
        int alarms = 0;
        for (String name : CMU) {
            Clip clip = clip(name);
            var report = Soundness.check(clip, Thresholds.FIRST);
            for (Check check : Check.values()) {
                if (report.of(check) == Verdict.NOT_MADE) {
                    continue;
                }
                for (double from = 0; from < clip.seconds(); from += 2) {
                    var window = new TimeSpan((long) (from * 1e9), (long) ((from + 2) * 1e9));
                    looks++;
                    alarms += report.findings().stream()
                                    .anyMatch(one -> one.check() == check && overlap(one.span(), window))
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(alarms).as("of %d looks", looks).isLessThanOrEqualTo(looks / 20);
    }

    @Test
    void sides_that_are_exchanged_in_the_whole_clip_are_found() {
        Clip clip = Stander.clip(1, 5);
        var joints = clip.skeleton().joints().stream()
                .map(joint -> new dev.firsthand.recording.mocap.Skeleton.Joint(
                        joint.name().startsWith("Left")
                                ? joint.name().replace("Left", "Right")
                                : joint.name().replace("Right", "Left"),
                        joint.parent(),
                        joint.parentFromJoint(),
                        joint.end()))
                .toList();
        var exchanged = new Clip(
                new dev.firsthand.recording.mocap.Skeleton(joints),
                clip.frameSeconds(),
                clip.frames(),
                0,
                clip.rotations(),
                clip.movers(),
                clip.translations());

        assertThat(Soundness.check(exchanged, Thresholds.FIRST).of(Check.SWAPPED_SIDES))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_person_who_says_to_be_back_is_held_to_it() {
        Clip clip = Stander.clip(1, 12);
        assertThat(Soundness.checkWithReturn(clip, Thresholds.FIRST).of(Check.RETURN_TO_MARK))
                .isEqualTo(Verdict.PASS);
        for (int f = 0; f < clip.frames(); f++) {
            clip.translations()[3 * f] += 1.5 * f / clip.frames();
        }
        assertThat(Soundness.checkWithReturn(clip, Thresholds.FIRST).of(Check.RETURN_TO_MARK))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void the_same_clip_gives_the_same_report() {
        Clip clip = Fault.JITTER.in(Stander.clip(3, 8), 100, new Random(3));

        assertThat(Soundness.check(clip, Thresholds.FIRST)).isEqualTo(Soundness.check(clip, Thresholds.FIRST));
        assertThat(Soundness.check(clip, Thresholds.FIRST).thresholds()).isEqualTo("soundness-1");
    }

    private static boolean found(Clip sound, Fault fault, Random random) {
        int room = sound.frames() - sound.firstFrameOfMotion() - fault.frames(sound) - 20;
        int start = sound.firstFrameOfMotion() + 10 + random.nextInt(Math.max(1, room));
        Clip faulty = fault.in(sound, start, random);
        var span = new TimeSpan(faulty.timeNanos(start), faulty.timeNanos(start + fault.frames(sound)));
        return Soundness.check(faulty, Thresholds.FIRST).findings().stream()
                .anyMatch(one -> one.check() == fault.check() && overlap(one.span(), span));
    }

    private static boolean overlap(TimeSpan one, TimeSpan other) {
        return one.startNanos() < other.endNanos() && other.startNanos() < one.endNanos();
    }

    private static Clip clip(String name) throws IOException {
        return switch (MotionFiles.read(SAMPLES.resolve(name + ".bvh"))) {
            case Motion.Body(Clip clip, var report) -> clip;
            case Motion.Points points -> throw new IllegalStateException("points in " + name);
            case Motion.Table table -> throw new IllegalStateException("a table in " + name);
        };
    }
}
