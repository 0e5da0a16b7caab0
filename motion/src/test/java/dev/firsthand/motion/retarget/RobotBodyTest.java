package dev.firsthand.motion.retarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.motion.robot.Kinematics;
import dev.firsthand.motion.robot.Robot;
import dev.firsthand.motion.robot.UnreadableRobot;
import dev.firsthand.motion.robot.UrdfReader;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Vector3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotBodyTest {
    private static final Path SAMPLES = Samples.folder("robots");

    @Test
    void limbs_are_found_by_name() throws IOException {
        assertThat(KnownRobot.G1.body().roles())
                .startsWith(
                        "left hip: left_hip_pitch_joint",
                        "left knee: left_knee_joint",
                        "left ankle: left_ankle_roll_joint")
                .endsWith(
                        "right shoulder: right_shoulder_pitch_joint",
                        "right elbow: right_elbow_joint",
                        "right wrist: right_wrist_yaw_joint");
        assertThat(KnownRobot.H1_2.body().roles())
                .contains("left elbow: left_elbow_pitch_joint", "left wrist: left_wrist_yaw_joint")
                .hasSize(12);
        assertThat(KnownRobot.SO101.body().roles())
                .containsExactly("right shoulder: shoulder_pan", "right elbow: elbow_flex", "right wrist: wrist_roll");
    }

    @Test
    void bones_are_as_long_as_the_robot_has_them() throws IOException {
        RobotBody g1 = KnownRobot.G1.body();

        assertThat(g1.waist()).hasSize(3);
        assertThat(g1.legMetres()).isCloseTo(0.654, within(0.002));
        assertThat(g1.soleMetres()).isCloseTo(0.035, within(0.001)); // its URDF has the sole's points at -0.035
        Limb arm = g1.arms().getFirst();
        assertThat(arm.rootInBase().y()).isCloseTo(0.147, within(0.005));
        assertThat(arm.reachMetres()).isCloseTo(arm.lengthMetres(), within(0.01));
        assertThat(arm.straight()).isBetween(1.2, 1.6);
        assertThat(arm.bent()).isCloseTo(-1.0472, within(1e-3));
    }

    @ParameterizedTest
    @EnumSource
    void fast_chains_are_where_the_kinematics_have_them(KnownRobot known) throws IOException {
        RobotBody body = known.body();
        var kinematics = new Kinematics(body.robot());
        var random = new Random(7);
        double[] level = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        var tool = new Vector3(0.1, -0.2, 0.3);
        for (Limb limb : body.arms()) {
            List<Integer> path = limb.path().getFirst() > 0 && !body.waist().isEmpty()
                    ? Stream.concat(body.waist().stream(), limb.path().stream()).toList()
                    : limb.path();
            var chain = new Chain(body.robot(), path, new RigidTransform(limb.linkFromEnd(), tool));
            for (int i = 0; i < 100; i++) {
                double[] pose =
                        random.doubles(body.robot().coordinates(), -1, 1).toArray();
                chain.read(pose, 0);
                chain.place(level, new double[3]);
                RigidTransform link = kinematics.at(pose).rootFromLink(path.getLast());
                Vector3 tip = link.apply(tool);
                assertThat(chain.tip).containsExactly(new double[] {tip.x(), tip.y(), tip.z()}, within(1e-9));
                assertThat(link.rotation()
                                .times(limb.linkFromEnd())
                                .inverse()
                                .times(Matrices.rotation(chain.tipTurn, 0))
                                .angleRadians())
                        .isLessThan(1e-6);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"G1,unitree_g1_29dof_rev_1_0", "H1_2,unitree_h1_2", "SO101,so101_new_calib"})
    void what_we_carry_moves_as_what_its_makers_publish(KnownRobot known, String file) throws IOException {
        assumeThat(SAMPLES).isDirectory();
        Robot published = UrdfReader.read(SAMPLES.resolve(file + ".urdf"));

        assertThat(known.body().robot().joints()).isEqualTo(published.joints());
    }

    @Test
    void a_limb_that_begins_with_its_elbow_or_follows_another_joint_is_refused() throws IOException {
        String arm = """
                <robot name="odd"><link name="base"/><link name="a"/><link name="b"/><link name="c"/>
                <joint name="shoulder" type="%s"><parent link="base"/><child link="a"/>
                <axis xyz="0 1 0"/><limit lower="-1" upper="1" velocity="1"/></joint>
                <joint name="elbow" type="revolute"><parent link="a"/><child link="b"/><origin xyz="0 0 -0.3"/>
                <axis xyz="0 1 0"/><limit lower="-1" upper="1" velocity="1"/></joint>
                <joint name="wrist" type="revolute"><parent link="b"/><child link="c"/><origin xyz="0 0 -0.3"/>
                <axis xyz="0 0 1"/><limit lower="-1" upper="1" velocity="1"/>%s</joint></robot>
                """;

        assertThat(body(arm.formatted("revolute", "")).roles()).contains("right elbow: elbow");
        assertThat(refusal(arm.formatted("fixed", ""))).isEqualTo("retarget-limb");
        assertThat(refusal(arm.formatted("revolute", "<mimic joint='shoulder'/>")))
                .isEqualTo("retarget-limb");
        assertThat(refusal(arm.formatted("floating", ""))).isEqualTo("retarget-floating");
    }

    @ParameterizedTest
    @ValueSource(strings = {"finger", "left_knee", "left_elbow"})
    void a_robot_whose_limbs_are_not_found_is_refused(String name) {
        String urdf = """
                <robot name="odd"><link name="base"/><link name="a"/>
                <joint name="%s" type="revolute"><parent link="base"/><child link="a"/>
                <limit lower="-1" upper="1" velocity="1"/></joint></robot>
                """.formatted(name);

        assertThat(refusal(urdf)).isEqualTo("retarget-roles");
    }

    private static RobotBody body(String urdf) throws IOException {
        return RobotBody.of(UrdfReader.read(new ByteArrayInputStream(urdf.getBytes(StandardCharsets.UTF_8))));
    }

    private static String refusal(String urdf) {
        return catchThrowableOfType(UnreadableRobot.class, () -> body(urdf)).code();
    }
}
