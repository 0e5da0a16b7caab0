package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.streams.space.Vector3;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BvhImportTest {
    private static final Path SAMPLES = Samples.folder("bvh");

    @ParameterizedTest
    @CsvSource({
        "12_01, cm, Y, T_POSE",
        "fairmotion_01_01, 1/0.45 inch, Y, T_POSE",
        "100style_Geno_stance, cm, Y, UNKNOWN",
        "pybvh_bvh_test2, cm, Y, ARMS_DOWN",
        "pybvh_bvh_example, inch, Z, T_POSE"
    })
    void units_up_axis_and_rest_pose_of_real_files_are_found(String name, String unit, String up, RestPose rest)
            throws IOException {
        assumeThat(SAMPLES).isDirectory();
        Motion.Body imported = BvhImport.of(BvhReader.read(SAMPLES.resolve(name + ".bvh")));

        assertThat(imported.report().unit()).isEqualTo(unit);
        assertThat(imported.report().upAxis()).isEqualTo(up);
        assertThat(imported.report().restPose()).isEqualTo(rest);
        assertThat(imported.report().headHeightMetres().orElseThrow()).isBetween(1.2, 1.9);
        assertThat(BodyMap.of(imported.clip().skeleton()).whole()).isTrue();
    }

    @Test
    void bones_of_an_imported_file_keep_their_length_in_all_frames() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        Clip clip = BvhImport.of(BvhReader.read(SAMPLES.resolve("12_01.bvh"))).clip();
        Pose pose = new Pose(clip);
        for (int f = 0; f < clip.frames(); f += 50) {
            pose.at(f);
            for (int j = 1; j < clip.skeleton().size(); j++) {
                Skeleton.Joint joint = clip.skeleton().joints().get(j);
                assertThat(pose.place(j).minus(pose.place(joint.parent())).length())
                        .isCloseTo(joint.parentFromJoint().length(), within(1e-6));
            }
        }
    }

    @Test
    void a_written_and_read_clip_moves_the_same_within_a_micrometre() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        Clip clip = BvhImport.of(BvhReader.read(SAMPLES.resolve("fairmotion_01_01.bvh")))
                .clip();
        Clip again = BvhImport.inUnits(BvhExport.of(clip), 0.01).clip();
        Pose one = new Pose(clip);
        Pose other = new Pose(again);
        for (int f = 0; f < clip.frames(); f += 100) {
            one.at(f);
            other.at(f);
            for (int j = 0; j < clip.skeleton().size(); j++) {
                assertThat(one.place(j).minus(other.place(j)).length()).isLessThan(1e-6);
            }
        }
    }

    @Test
    void every_sample_that_was_made_into_ours_is_made_again_with_the_same_bytes() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        for (Path file : BvhTest.samples()) {
            byte[] once = made(BvhReader.read(file));

            assertThat(madeAgain(once)).as("%s", file).isEqualTo(once.length);
        }
    }

    @Test
    void any_turn_is_made_again_with_the_same_bytes_also_where_an_arm_points_straight_up() throws IOException {
        var random = new Random(7);
        int frames = 20_000;
        float[] turns = new float[8 * frames];
        double[] places = new double[3 * frames];
        for (int f = 0; f < frames; f++) {
            float[] any = {gauss(random), gauss(random), gauss(random), gauss(random)};
            System.arraycopy(unit(any), 0, turns, 8 * f, 4);
            float off = (float) Math.pow(10, -8 * random.nextDouble());
            float[] upright = {off * gauss(random), 1 + off * gauss(random), off * gauss(random), 1};
            System.arraycopy(unit(upright), 0, turns, 8 * f + 4, 4);
            places[3 * f] = random.nextGaussian();
            places[3 * f + 2] = 1 / 3.0;
        }
        turns[8 * 5] = Float.NaN;
        var skeleton = new Skeleton(List.of(
                new Skeleton.Joint("hips", Skeleton.NO_PARENT, new Vector3(0, 0, 1), false),
                new Skeleton.Joint("arm", 0, new Vector3(0, 0.2, 1e-9), false)));
        byte[] once = written(BvhExport.of(new Clip(skeleton, 1 / 60.0, frames, 0, turns, new int[] {0}, places)));

        assertThat(madeAgain(once)).isEqualTo(once.length);
    }

    /// How many bytes are the same up to the first other one.
    private static int madeAgain(byte[] once) throws IOException {
        byte[] again = made(BvhReader.read(new ByteArrayInputStream(once), once.length));
        int other = Arrays.mismatch(once, again);
        return other < 0 ? once.length : other;
    }

    private static byte[] made(Bvh bvh) throws IOException {
        return written(BvhExport.of(BvhImport.of(bvh).clip()));
    }

    private static byte[] written(Bvh bvh) throws IOException {
        var out = new ByteArrayOutputStream();
        BvhWriter.write(bvh, out);
        return out.toByteArray();
    }

    private static float gauss(Random random) {
        return (float) random.nextGaussian();
    }

    private static float[] unit(float[] q) {
        double length = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        return new float[] {
            (float) (q[0] / length), (float) (q[1] / length), (float) (q[2] / length), (float) (q[3] / length)
        };
    }

    @Test
    void positions_of_joints_replace_their_offsets() throws IOException {
        Motion.Body imported = BvhImport.of(BvhTest.bvh("""
                HIERARCHY ROOT a
                { OFFSET 0 85 0 CHANNELS 3 Xposition Yposition Zposition
                JOINT b
                { OFFSET 0 10 0 CHANNELS 3 Xposition Yposition Zposition End Site { OFFSET 0 5 0 } } }
                MOTION
                Frames: 2
                Frame Time: 0.1
                0 85 0 0 10 0
                0 86 0 0 10 0
                """));

        assertThat(imported.report().decided("positions-replace-offsets")).isTrue();
        assertThat(new Pose(imported.clip()).at(1).z(2)).isCloseTo(1.01, within(1e-9));
        assertThat(imported.clip().movers()).containsExactly(0);
    }

    @Test
    void positions_near_nothing_beside_a_long_offset_are_added_and_that_is_doubtful() throws IOException {
        Motion.Body imported = BvhImport.of(BvhTest.bvh("""
                HIERARCHY ROOT a
                { OFFSET 0 85 0 CHANNELS 3 Xposition Yposition Zposition End Site { OFFSET 0 5 0 } }
                MOTION
                Frames: 2
                Frame Time: 0.1
                0 0 0
                0 1 0
                """));

        assertThat(imported.report().decisions())
                .anyMatch(decision -> decision.code().equals("positions-added-to-offsets") && decision.doubtful());
        assertThat(new Pose(imported.clip()).at(1).z(0)).isCloseTo(0.86, within(1e-9));
    }

    @Test
    void the_root_that_moves_need_not_be_the_root() throws IOException {
        var report = BvhImport.of(BvhTest.bvh("""
                        HIERARCHY ROOT joint_Root
                        { CHANNELS 3 Xposition Yposition Zposition
                        JOINT Hips
                        { OFFSET 0 90 0 CHANNELS 6 Zrotation Yrotation Xrotation Xposition Yposition Zposition } }
                        MOTION
                        Frames: 2
                        Frame Time: 0.1
                        0 0 0 0 0 0 0 90 0
                        0 0 0 0 0 0 5 90 0
                        """)).report();

        assertThat(report.root()).isEqualTo("joint_Root");
        assertThat(report.movingRoot()).isEqualTo("Hips");
        assertThat(report.decided("root-stands-still")).isTrue();
    }

    @Test
    void an_inserted_first_pose_is_marked_and_is_no_motion() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        Motion.Body imported = BvhImport.of(BvhReader.read(SAMPLES.resolve("fairmotion_01_01.bvh")));

        assertThat(imported.report().tPoseFrame()).isEqualTo(OptionalInt.of(0));
        assertThat(imported.clip().firstFrameOfMotion()).isEqualTo(1);
    }

    @Test
    void turns_past_a_half_circle_do_not_jump() throws IOException {
        Clip clip = BvhImport.of(
                        BvhTest.bvh(BvhTest.HEAD + "Frames: 3\nFrame Time: 0.1\n179 0 0\n-179 0 0\n-177 0 0\n"))
                .clip();

        for (int f = 1; f < 3; f++) {
            double dot = 0;
            for (int k = 0; k < 4; k++) {
                dot += clip.rotations()[8 * f + k] * clip.rotations()[8 * (f - 1) + k];
            }
            assertThat(dot).isGreaterThan(0.999);
        }
    }

    @Test
    void a_stated_unit_is_used_and_no_longer_guessed() throws IOException {
        Motion.Body imported =
                BvhImport.inUnits(BvhTest.bvh(BvhTest.HEAD + "Frames: 1\nFrame Time: 0.1\n0 0 0\n"), 0.5);

        assertThat(imported.clip().skeleton().joints().get(1).parentFromJoint().length())
                .isEqualTo(0.5);
        assertThat(imported.report().decided("unit-stated")).isTrue();
        assertThat(imported.report().decided("unit-guessed")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mixamorig:LeftUpLeg, Lupleg",
        "lThigh, Lthigh",
        "thigh_l, Lthigh",
        "Left Thigh, Lthigh",
        "RightToeBase, Rtoebase",
        "r_hand, Rhand",
        "Neck 1, neck1"
    })
    void names_of_all_dialects_mean_the_same(String name, String key) {
        assertThat(BodyMap.keys(name)).contains(key);
    }
}
