package dev.firsthand.motion.soundness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.recording.mocap.BodyPart;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Motion;
import dev.firsthand.recording.mocap.MotionFiles;
import dev.firsthand.streams.space.Vector3;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
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
    private static final Path FIGURES = Path.of("target");
    private static final int SEEDS = 40;
    private static final int REAL_SEEDS = 20;
    private static final double LOOK_SECONDS = 2;

    @Test
    void a_sound_motion_passes_every_check_that_can_be_made() {
        for (int seed = 0; seed < 10; seed++) {
            var report = Soundness.check(Stander.clip(seed, 12), Thresholds.CURRENT);

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
        var told = new StringBuilder();
        for (Fault fault : Fault.values()) {
            int injected = 0;
            var missed = new ArrayList<String>();
            for (String name : CMU) {
                Clip clip = clip(name);
                for (int seed = 0; seed < REAL_SEEDS; seed++) {
                    if (fault.frames(clip) < clip.frames() - clip.firstFrameOfMotion() - 40) {
                        injected++;
                        if (!found(clip, fault, new Random(seed))) {
                            missed.add(name + " " + seed);
                        }
                    }
                }
            }
            told.append("%s: %d of %d found%n".formatted(fault, injected - missed.size(), injected));
            assertThat(missed).as("%s of %d", fault, injected).hasSizeLessThanOrEqualTo(injected / 20);
        }
        Files.writeString(FIGURES.resolve("soundness-faults.txt"), told);
    }

    /// One look is one check of two seconds of one clip.
    @Test
    void no_clean_real_clip_fails_and_at_most_one_look_of_twenty_raises_anything() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        var told = new StringBuilder();
        int allLooks = 0;
        int allAlarms = 0;
        for (Check check : Check.values()) {
            int looks = 0;
            int alarms = 0;
            for (String name : CMU) {
                Clip clip = clip(name);
                var report = Soundness.check(clip, Thresholds.CURRENT);
                assertThat(report.verdict()).as(name).isNotEqualTo(Verdict.FAIL);
                looks += report.stretches(check, clip.seconds(), LOOK_SECONDS);
                alarms += report.stretchesWith(check, clip.seconds(), LOOK_SECONDS);
            }
            told.append("%s: %d of %d looks raise something%n".formatted(check.word(), alarms, looks));
            allLooks += looks;
            allAlarms += alarms;
        }
        told.append("all: %d of %d%n".formatted(allAlarms, allLooks));
        assertThat(allAlarms).as("of %d looks", allLooks).isLessThanOrEqualTo(allLooks / 20);
        Files.writeString(FIGURES.resolve("soundness-looks.txt"), told);
    }

    @Test
    void a_foot_that_is_dragged_while_the_other_stands_is_a_step() {
        Clip clip = Stander.clip(1, 6, t -> new Vector3(0.15 * Math.clamp((t - 3) / 0.3, 0, 1), 0, 0));

        assertThat(Soundness.check(clip, Thresholds.CURRENT).of(Check.FOOT_SKATE))
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void a_foot_that_shakes_has_slid_nowhere_and_is_told_as_shaking() {
        Clip clip = Stander.clip(1, 6);
        for (int f = 180; f < 300; f++) {
            clip.translations()[3 * f + 1] += 0.03 * Math.sin(2 * Math.PI * 10 * f * clip.frameSeconds());
        }
        var report = Soundness.check(clip, Thresholds.CURRENT);

        assertThat(report.of(Check.FOOT_SKATE)).isEqualTo(Verdict.PASS);
        assertThat(report.of(Check.JITTER)).isEqualTo(Verdict.WARN);
    }

    @Test
    void a_hand_on_its_own_thigh_is_no_fault_and_one_in_the_other_thigh_is() {
        Clip clip = Stander.clip(1, 6);
        BodyPart[] left = {BodyPart.LEFT_THIGH, BodyPart.LEFT_THIGH};

        Fault.into(clip, 100, 200, Stander.LEFT_ARM, Stander.LEFT_FOREARM, left);
        assertThat(Soundness.check(clip, Thresholds.CURRENT).of(Check.SELF_CONTACT))
                .isEqualTo(Verdict.PASS);
        Fault.into(clip, 100, 200, Stander.RIGHT_ARM, Stander.RIGHT_FOREARM, left);
        assertThat(Soundness.check(clip, Thresholds.CURRENT).of(Check.SELF_CONTACT))
                .isEqualTo(Verdict.FAIL);
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

        assertThat(Soundness.check(exchanged, Thresholds.CURRENT).of(Check.SWAPPED_SIDES))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void a_person_who_says_to_be_back_is_held_to_it() {
        Clip clip = Stander.clip(1, 12);
        assertThat(Soundness.checkWithReturn(clip, Thresholds.CURRENT).of(Check.RETURN_TO_MARK))
                .isEqualTo(Verdict.PASS);
        for (int f = 0; f < clip.frames(); f++) {
            clip.translations()[3 * f] += 1.5 * f / clip.frames();
        }
        assertThat(Soundness.checkWithReturn(clip, Thresholds.CURRENT).of(Check.RETURN_TO_MARK))
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void the_same_clip_gives_the_same_report() {
        Clip clip = Fault.JITTER.in(Stander.clip(3, 8), 100, new Random(3));

        assertThat(Soundness.check(clip, Thresholds.CURRENT)).isEqualTo(Soundness.check(clip, Thresholds.CURRENT));
        assertThat(Soundness.check(clip, Thresholds.CURRENT).thresholds()).isEqualTo("soundness-2");
    }

    private static boolean found(Clip sound, Fault fault, Random random) {
        int start = start(sound, fault, random);
        Clip faulty = fault.in(sound, start, random);
        var span = new TimeSpan(faulty.timeNanos(start), faulty.timeNanos(start + fault.frames(sound)));
        return Soundness.check(faulty, Thresholds.CURRENT).findings().stream()
                .anyMatch(one -> one.check() == fault.check() && overlap(one.span(), span));
    }

    /// Anywhere; faults of feet where one is on the floor, for feet in the air can neither slide nor sink.
    private static int start(Clip sound, Fault fault, Random random) {
        int room = sound.frames() - sound.firstFrameOfMotion() - fault.frames(sound) - 20;
        boolean onFloor = fault.check() == Check.FOOT_SKATE || fault.check() == Check.FLOOR;
        boolean[] stands = stands(sound);
        for (int draw = 0; draw < 1_000; draw++) {
            int start = 10 + random.nextInt(Math.max(1, room));
            if (!onFloor || share(stands, start, start + fault.frames(sound)) > 0.5) {
                return sound.firstFrameOfMotion() + start;
            }
        }
        throw new IllegalStateException("nobody stands in this clip");
    }

    /// Whether a foot is on the floor.
    private static boolean[] stands(Clip sound) {
        Tracks tracks = Tracks.of(sound);
        float[] floor = FeetCheck.floor(tracks, BodyPart.LEFT_TOE, BodyPart.RIGHT_TOE);
        boolean[] stands = FeetCheck.stands(tracks, BodyPart.LEFT_TOE, floor);
        boolean[] right = FeetCheck.stands(tracks, BodyPart.RIGHT_TOE, floor);
        for (int f = 0; f < stands.length; f++) {
            stands[f] |= right[f];
        }
        return stands;
    }

    private static double share(boolean[] holds, int start, int end) {
        int count = 0;
        for (int f = start; f < end; f++) {
            count += holds[f] ? 1 : 0;
        }
        return (double) count / (end - start);
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
