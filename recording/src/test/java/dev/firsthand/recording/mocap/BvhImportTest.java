package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
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
