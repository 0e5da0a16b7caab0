package dev.firsthand.motion.retarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.motion.retarget.RetargetResult.Refused;
import dev.firsthand.motion.retarget.RetargetResult.Retargeted;
import dev.firsthand.motion.robot.UrdfReader;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetargetingTest {
    private static final int FRAMES = 240;

    @ParameterizedTest
    @EnumSource(names = {"G1", "H1_2"})
    void a_robots_own_motion_comes_back(KnownRobot robot) throws IOException {
        var person = new RobotAsPerson(robot.body());
        double[] own = person.rows(FRAMES, squats(person, robot));

        Retargeted back = follow(robot.body(), person.clip(own));

        Metrics m = back.metrics();
        assertThat(m.handMeanMetres()).isLessThan(0.002);
        assertThat(m.footMeanMetres()).isLessThan(0.002);
        assertThat(m.reachShare()).isEqualTo(1);
        assertThat(m.contactFrames()).isEqualTo(2 * (FRAMES - 1));
        assertThat(m.footSlideShare()).isZero();
        for (int f = 0; f < FRAMES; f++) {
            for (int c = 0; c < back.trajectory().width(); c++) {
                assertThat(back.trajectory().rows()[f * back.trajectory().width() + c])
                        .as("frame %d, number %d", f, c)
                        .isCloseTo(own[f * back.trajectory().width() + c], within(0.05));
            }
        }
    }

    @Test
    void a_wild_clip_stays_within_limits_speeds_and_apart() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        var random = new Random(7);
        double[] own = person.rows(FRAMES, (frame, joints) -> {
            for (int j = 0; j < joints.length && frame % 3 == 0; j++) {
                joints[j] = 4 * random.nextDouble() - 2;
            }
        });

        Retargeted wild = follow(body, person.clip(own));

        assertThat(wild.trajectory().rows()).doesNotContain(Double.NaN);
        assertThat(wild.metrics().limitViolations()).isZero();
        assertThat(wild.metrics().velocityViolations()).isZero();
    }

    @Test
    void arms_that_pass_through_the_body_are_kept_out_of_it() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        var capsules = new Capsules(person.limbs());
        int yaw = person.coordinate("left_shoulder_yaw_joint");
        int elbow = person.coordinate("left_elbow_joint");
        double[] own = person.rows(FRAMES, (frame, joints) -> {
            knees(person, joints, 0.4);
            joints[elbow] = 0.2;
            joints[yaw] = -0.8 + 0.8 * Math.sin(frame / 20.0);
        });
        double deepest = 0;
        for (int f = 0; f < FRAMES; f++) {
            person.limbs().read(own, f * (own.length / FRAMES));
            deepest = Math.max(deepest, capsules.deepestMetres());
        }
        assertThat(deepest).isGreaterThan(0.05);

        Metrics m = follow(body, person.clip(own)).metrics();

        assertThat(m.collisionMetres()).isLessThan(0.01);
        assertThat(m.handMeanMetres()).isGreaterThan(0.005); // the price is told
    }

    @Test
    void a_mirrored_clip_gives_mirrored_motion() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        double[] own = person.rows(FRAMES, squats(person, KnownRobot.G1));

        Trajectory left = follow(body, person.clip(own)).trajectory();
        Trajectory right = follow(body, mirrored(person.clip(own))).trajectory();

        for (int f = 0; f < FRAMES; f++) {
            for (int j = 0; j < left.joints().size(); j++) {
                String name = left.joints().get(j);
                String other = name.startsWith("left") ? name.replace("left", "right") : name.replace("right", "left");
                int sign = name.contains("pitch") || name.contains("knee") || name.contains("elbow") ? 1 : -1;
                assertThat(sign * right.joint(f, left.joints().indexOf(other)))
                        .as("frame %d, %s", f, name)
                        .isCloseTo(left.joint(f, j), within(2e-3));
            }
        }
    }

    @Test
    void a_reversed_clip_gives_reversed_motion() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        Clip clip = person.clip(person.rows(FRAMES, squats(person, KnownRobot.G1)));

        Trajectory there = follow(body, clip).trajectory();
        Trajectory back = follow(body, reversed(clip)).trajectory();

        for (int f = 0; f < FRAMES; f++) {
            for (int j = 0; j < there.joints().size(); j++) {
                assertThat(back.joint(FRAMES - 1 - f, j))
                        .as("frame %d, %s", f, there.joints().get(j))
                        .isCloseTo(there.joint(f, j), within(2e-3));
            }
        }
    }

    @Test
    void joints_are_written_as_tables_for_g1_have_them() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        Trajectory one = follow(body, person.clip(person.rows(1, squats(person, KnownRobot.G1))))
                .trajectory();

        assertThat(one.written().stream().map(one.joints()::get))
                .hasSize(29)
                .startsWith("left_hip_pitch_joint", "left_hip_roll_joint", "left_hip_yaw_joint", "left_knee_joint")
                .containsSubsequence("right_ankle_roll_joint", "waist_yaw_joint", "left_shoulder_pitch_joint")
                .endsWith("right_wrist_roll_joint", "right_wrist_pitch_joint", "right_wrist_yaw_joint");
    }

    @Test
    void the_same_clip_gives_the_same_numbers() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        Clip clip = person.clip(person.rows(FRAMES, squats(person, KnownRobot.G1)));

        assertThat(follow(body, clip).trajectory().rows())
                .isEqualTo(follow(body, clip).trajectory().rows());
    }

    @Test
    void a_single_frame_is_a_pose() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);

        Retargeted pose = follow(body, person.clip(person.rows(1, squats(person, KnownRobot.G1))));

        assertThat(pose.trajectory().frames()).isEqualTo(1);
        assertThat(pose.metrics().handMeanMetres()).isLessThan(0.002);
        assertThat(pose.metrics().footMeanMetres()).isLessThan(0.002);
    }

    @Test
    void what_was_not_measured_is_refused_with_its_frame() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        Clip clip = person.clip(person.rows(FRAMES, squats(person, KnownRobot.G1)));
        clip.rotations()[4 * 18 * 31 + 4 * 6] = Float.NaN;

        assertThat(new Retargeting(body, () -> 0).follow(clip)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("retarget-not-measured");
            assertThat(refused.message()).contains("frame 31");
        });
    }

    @Test
    void a_clip_without_a_body_or_without_anybody_standing_is_refused() throws IOException {
        RobotBody body = KnownRobot.G1.body();
        var person = new RobotAsPerson(body);
        Clip clip = person.clip(person.rows(2, squats(person, KnownRobot.G1)));
        var nameless =
                new Clip(renamed(clip.skeleton()), 1, 2, 0, clip.rotations(), clip.movers(), clip.translations());
        var lying = new Clip(flat(clip.skeleton()), 1, 1, 0, unturned(18), new int[0], new double[0]);

        assertThat(code(body, nameless)).isEqualTo("retarget-no-body");
        assertThat(code(body, lying)).isEqualTo("retarget-no-pose");
    }

    @Test
    void a_robot_without_limits_is_not_held_to_any() throws IOException {
        RobotBody body = RobotBody.of(UrdfReader.read(
                new ByteArrayInputStream(g1().replaceAll("<limit[^>]*/>", "").getBytes(StandardCharsets.UTF_8))));
        var person = new RobotAsPerson(KnownRobot.G1.body());
        Clip clip = person.clip(person.rows(FRAMES, squats(person, KnownRobot.G1)));

        Retargeted free = follow(body, clip);

        assertThat(body.robot().findings()).anyMatch(finding -> finding.code().equals("limits-missing"));
        assertThat(free.metrics().handMeanMetres()).isLessThan(0.002);
        assertThat(free.metrics().limitViolations()).isZero();
    }

    static RobotAsPerson.Moves squats(RobotAsPerson person, KnownRobot robot) {
        int waist = person.coordinate(robot == KnownRobot.G1 ? "waist_yaw_joint" : "torso_joint");
        int pitch = person.coordinate("left_shoulder_pitch_joint");
        int roll = person.coordinate("right_shoulder_roll_joint");
        int left = person.coordinate(robot == KnownRobot.G1 ? "left_elbow_joint" : "left_elbow_pitch_joint");
        int right = person.coordinate(robot == KnownRobot.G1 ? "right_elbow_joint" : "right_elbow_pitch_joint");
        return (frame, joints) -> {
            double t = 2 * Math.PI * frame / RobotAsPerson.RATE;
            knees(person, joints, 0.5 + 0.15 * Math.sin(0.4 * t));
            joints[waist] = 0.3 * Math.sin(0.3 * t);
            joints[pitch] = -0.6 + 0.3 * Math.sin(0.5 * t);
            joints[roll] = -0.5 + 0.2 * Math.sin(0.3 * t);
            joints[left] = 0.4 + 0.3 * Math.sin(0.4 * t);
            joints[right] = 0.3;
        };
    }

    /// Both knees bent, the feet level.
    static void knees(RobotAsPerson person, double[] joints, double radians) {
        for (String side : new String[] {"left", "right"}) {
            joints[person.coordinate(side + "_hip_pitch_joint")] = -radians / 2;
            joints[person.coordinate(side + "_knee_joint")] = radians;
            joints[person.coordinate(side + "_ankle_pitch_joint")] = -radians / 2;
        }
    }

    private static Retargeted follow(RobotBody body, Clip clip) {
        return (Retargeted) new Retargeting(body, () -> 0).follow(clip);
    }

    private static String code(RobotBody body, Clip clip) {
        return ((Refused) new Retargeting(body, () -> 0).follow(clip)).code();
    }

    private static String g1() throws IOException {
        try (InputStream in = KnownRobot.G1.urdf()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Left and right change places, and so do the directions to them.
    private static Clip mirrored(Clip clip) {
        int joints = clip.skeleton().size();
        float[] turns = new float[clip.rotations().length];
        double[] places = new double[clip.translations().length];
        for (int f = 0; f < clip.frames(); f++) {
            for (int j = 0; j < joints; j++) {
                String name = clip.skeleton().joints().get(j).name();
                String other = name.startsWith("Left") ? name.replace("Left", "Right") : name.replace("Right", "Left");
                int from = f * joints + clip.skeleton().indexOf(other).orElseThrow();
                int to = f * joints + j;
                turns[4 * to] = -clip.rotations()[4 * from];
                turns[4 * to + 1] = clip.rotations()[4 * from + 1];
                turns[4 * to + 2] = -clip.rotations()[4 * from + 2];
                turns[4 * to + 3] = clip.rotations()[4 * from + 3];
                places[3 * to] = clip.translations()[3 * from];
                places[3 * to + 1] = -clip.translations()[3 * from + 1];
                places[3 * to + 2] = clip.translations()[3 * from + 2];
            }
        }
        return new Clip(clip.skeleton(), clip.frameSeconds(), clip.frames(), 0, turns, clip.movers(), places);
    }

    static Clip reversed(Clip clip) {
        int joints = clip.skeleton().size();
        int width = 3 * clip.movers().length;
        float[] turns = new float[clip.rotations().length];
        double[] places = new double[clip.translations().length];
        for (int f = 0; f < clip.frames(); f++) {
            int from = clip.frames() - 1 - f;
            System.arraycopy(clip.rotations(), 4 * joints * from, turns, 4 * joints * f, 4 * joints);
            System.arraycopy(clip.translations(), width * from, places, width * f, width);
        }
        return new Clip(clip.skeleton(), clip.frameSeconds(), clip.frames(), 0, turns, clip.movers(), places);
    }

    private static Skeleton renamed(Skeleton skeleton) {
        return new Skeleton(skeleton.joints().stream()
                .map(joint -> new Skeleton.Joint("x", joint.parent(), joint.parentFromJoint(), false))
                .toList());
    }

    /// On its back.
    private static Skeleton flat(Skeleton skeleton) {
        return new Skeleton(skeleton.joints().stream()
                .map(joint -> new Skeleton.Joint(
                        joint.name(),
                        joint.parent(),
                        new dev.firsthand.streams.space.Vector3(
                                joint.parentFromJoint().z(),
                                joint.parentFromJoint().y(),
                                -joint.parentFromJoint().x()),
                        false))
                .toList());
    }

    private static float[] unturned(int joints) {
        float[] turns = new float[4 * joints];
        for (int i = 3; i < turns.length; i += 4) {
            turns[i] = 1;
        }
        return turns;
    }
}
