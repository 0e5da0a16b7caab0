package dev.firsthand.motion.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Vector3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinematicsTest {
    private static final Path SAMPLES = Samples.folder("robots");
    private static final int POSES = 1_000;

    /// Another program's kinematics on the same links.
    @ParameterizedTest
    @ValueSource(strings = {"unitree_g1_29dof_rev_1_0", "unitree_h1_2", "so101_new_calib"})
    void links_of_real_robots_are_where_mecano_has_them(String name) throws IOException {
        assumeThat(SAMPLES).isDirectory();
        Robot robot = UrdfReader.read(SAMPLES.resolve(name + ".urdf"));
        var mecano = new MecanoRobot(robot);
        var kinematics = new Kinematics(robot);
        var random = new Random(7);
        for (int i = 0; i < POSES; i++) {
            double[] pose = pose(robot, random);
            kinematics.at(pose);
            mecano.at(pose);
            for (int j = 0; j < robot.joints().size(); j++) {
                same(kinematics.rootFromLink(j), mecano.rootFromLink(j), 1e-9);
            }
        }
    }

    @Test
    void all_kinds_of_joints_move_as_mecano_moves_them() throws IOException {
        Robot robot = every();
        var mecano = new MecanoRobot(robot);
        var kinematics = new Kinematics(robot);
        var random = new Random(7);
        for (int i = 0; i < POSES; i++) {
            double[] pose = pose(robot, random);
            kinematics.at(pose);
            mecano.at(pose);
            for (int j = 0; j < robot.joints().size(); j++) {
                same(kinematics.rootFromLink(j), mecano.rootFromLink(j), 1e-9);
            }
        }
    }

    @Test
    void the_jacobian_of_a_chain_is_how_a_point_moves() throws IOException {
        Robot robot = every();
        var kinematics = new Kinematics(robot);
        var random = new Random(7);
        int tip = robot.joint("wrist").orElseThrow();
        double step = 1e-6;
        for (int i = 0; i < 100; i++) {
            double[] pose = pose(robot, random);
            Vector3 inLink = new Vector3(0.1, -0.2, 0.3);
            Vector3 before = kinematics.at(pose).rootFromLink(tip).apply(inLink);
            double[][] jacobian = kinematics.jacobian(tip, before);
            for (RobotJoint joint : robot.joints()) {
                int c = joint.coordinate();
                if (c < 0 || joint.kind() == Robot.Kind.FLOATING) {
                    continue;
                }
                double[] moved = pose.clone();
                moved[c] += step;
                Vector3 speed = kinematics
                        .at(moved)
                        .rootFromLink(tip)
                        .apply(inLink)
                        .minus(before)
                        .times(1 / step);
                assertThat(jacobian[0][c]).isCloseTo(speed.x(), within(1e-5));
                assertThat(jacobian[1][c]).isCloseTo(speed.y(), within(1e-5));
                assertThat(jacobian[2][c]).isCloseTo(speed.z(), within(1e-5));
            }
        }
    }

    @Test
    void a_joint_that_follows_another_moves_with_it() throws IOException {
        Robot robot = every();
        int finger = robot.joint("finger").orElseThrow();
        double[] pose = new double[robot.coordinates()];
        pose[6] = 1; // an upright quaternion
        pose[robot.joints().get(robot.joint("slide").orElseThrow()).coordinate()] = 0.4;
        var open = new Kinematics(robot).at(pose).rootFromLink(finger);
        pose[robot.joints().get(robot.joint("slide").orElseThrow()).coordinate()] = 0;
        var shut = new Kinematics(robot).at(pose).rootFromLink(finger);

        assertThat(shut.rotation().inverse().times(open.rotation()).twistRadians(new Vector3(0, 0, 1)))
                .isCloseTo(-2 * 0.4, within(1e-9));
    }

    static double[] pose(Robot robot, Random random) {
        double[] pose = new double[robot.coordinates()];
        for (RobotJoint joint : robot.joints()) {
            if (joint.coordinate() < 0) {
                continue;
            }
            int count = joint.kind() == Robot.Kind.FLOATING ? 7 : 1;
            for (int i = 0; i < count; i++) {
                pose[joint.coordinate() + i] = 2 * random.nextDouble() - 1;
            }
        }
        return pose;
    }

    static void same(RigidTransform one, RigidTransform other, double most) {
        assertThat(one.translation().minus(other.translation()).length()).isLessThan(most);
        // the sine of half the angle tells small angles; the arc cosine does not
        var off = one.rotation().inverse().times(other.rotation());
        assertThat(Math.sqrt(off.x() * off.x() + off.y() * off.y() + off.z() * off.z()))
                .isLessThan(most);
    }

    static Robot every() throws IOException {
        return UrdfReader.read(new ByteArrayInputStream(EVERY.getBytes(StandardCharsets.UTF_8)));
    }

    static final String EVERY = """
            <?xml version="1.0"?>
            <robot name="every">
              <link name="world"/><link name="body"/><link name="arm"/><link name="hand"/><link name="plate"/><link name="tool"/><link name="claw"/>
              <joint name="grip" type="fixed"><parent link="arm"/><child link="plate"/><origin xyz="0 0 0.3" rpy="0.3 -0.2 1"/></joint>
              <joint name="float" type="floating"><parent link="world"/><child link="body"/><origin xyz="1 2 3" rpy="0 0.5 0"/></joint>
              <joint name="turn" type="continuous"><parent link="body"/><child link="arm"/><axis xyz="0 2 0"/><origin xyz="0 0.1 0"/><limit effort="1" velocity="3"/></joint>
              <joint name="slide" type="prismatic"><parent link="plate"/><child link="hand"/><axis xyz="1 1 0"/><limit lower="0" upper="0.5" velocity="1"/></joint>
              <joint name="wrist" type="revolute"><parent link="hand"/><child link="tool"/><axis xyz="0 0 -1"/><origin rpy="1 0 0" xyz="0.1 0 0"/><limit lower="-1" upper="1" velocity="2"/></joint>
              <joint name="finger" type="revolute"><parent link="plate"/><child link="claw"/><axis xyz="0 0 1"/><mimic joint="slide" multiplier="-2" offset="1"/><limit lower="-1" upper="1" velocity="2"/></joint>
            </robot>
            """;
}
