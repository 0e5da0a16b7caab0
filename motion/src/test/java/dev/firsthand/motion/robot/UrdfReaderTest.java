package dev.firsthand.motion.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrdfReaderTest {
    private static final Path SAMPLES = Samples.folder("robots");

    @ParameterizedTest
    @CsvSource({"unitree_g1_29dof_rev_1_0, 29", "so101_new_calib, 6"})
    void real_robots_open_with_all_their_moving_joints(String name, int moving) throws IOException {
        assumeThat(SAMPLES).isDirectory();
        Robot robot = UrdfReader.read(SAMPLES.resolve(name + ".urdf"));

        assertThat(robot.coordinates()).isEqualTo(moving);
        assertThat(robot.joints().stream().filter(joint -> joint.coordinate() >= 0))
                .allSatisfy(joint -> assertThat(joint.limits()).isPresent());
    }

    @Test
    void joints_stand_parents_first_and_axes_are_of_unit_length() throws IOException {
        Robot robot = KinematicsTest.every();

        assertThat(robot.root()).isEqualTo("world");
        assertThat(robot.joints()).extracting(Robot.RobotJoint::name).startsWith("float", "turn", "grip");
        assertThat(robot.joints())
                .allSatisfy(joint ->
                        assertThat(joint.above()).isLessThan(robot.joints().indexOf(joint)));
        assertThat(robot.joints().get(1).axis().length()).isEqualTo(1);
        assertThat(robot.coordinates()).isEqualTo(7 + 3);
    }

    @Test
    void limits_and_velocities_that_are_missing_are_findings() throws IOException {
        Robot robot = read("<link name='a'/><link name='b'/><link name='c'/>" + joint("j", "revolute", "a", "b", "")
                + joint("k", "revolute", "b", "c", "<limit lower='-1' upper='1'/>"));

        assertThat(robot.findings())
                .extracting(RobotFinding::code)
                .containsExactly("limits-missing", "velocity-missing");
        assertThat(robot.joints().getFirst().limits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "<link name='a'/><link name='b'/>J(j,fixed,a,b)J(k,fixed,b,a) => urdf-loop",
                "<link name='a'/><link name='b'/><link name='c'/>J(j,fixed,b,c)J(k,fixed,c,b) => urdf-loop",
                "<link name='a'/><link name='b'/>J(j,fixed,a,b)J(k,fixed,a,b) => urdf-loop",
                "<link name='a'/><link name='b'/> => urdf-parts",
                "<material name='grey'/> => urdf-empty",
                "<link name='a'/><link name='a'/> => urdf-twice",
                "<link name='a'/><link name='b'/>J(j,fixed,a,z) => urdf-link-missing",
                "<link name='a'/><link name='b'/>J(j,planar,a,b) => urdf-joint-type",
                "<link name='a'/><link name='b'/><joint name='j' type='fixed'><parent link='a'/></joint> => urdf-joint",
                "<link name='a'/><link name='b'/>J(j,revolute,a,b,<axis xyz='0 0 0'/>) => urdf-axis",
                "<link name='a'/><link name='b'/>J(j,revolute,a,b,<axis xyz='0 0'/>) => urdf-number",
                "<link name='a'/><link name='b'/>J(j,revolute,a,b,<axis xyz='0 0 x'/>) => urdf-number",
                "<link name='a'/><link name='b'/>J(j,revolute,a,b,<limit lower='2' upper='1'/>) => urdf-limits",
                "<link name='a'/><link name='b'/>J(j,revolute,a,b,<mimic joint='j'/>) => urdf-mimic",
                "<link name='a'> => urdf-malformed",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]> => urdf-malformed"
            })
    void what_is_no_robot_is_refused_by_a_code(String body, String code) {
        String xml =
                body.replaceAll("J\\((\\w+),(\\w+),(\\w+),(\\w+),?([^)]*)\\)", joint("$1", "$2", "$3", "$4", "$5"));
        assertThatExceptionOfType(UnreadableRobot.class)
                .isThrownBy(() -> read(xml))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void no_damage_to_a_file_breaks_the_reader() throws IOException {
        byte[] whole = KinematicsTest.EVERY.getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                Robot robot = UrdfReader.read(new ByteArrayInputStream(damaged));
                new Kinematics(robot).at(new double[robot.coordinates()]);
                read++;
            } catch (UnreadableRobot refused) {
                assertThat(refused.code()).startsWith("urdf-");
            }
        }
        assertThat(read).isBetween(1, 2_999);
    }

    private static String joint(String name, String type, String parent, String child, String more) {
        return "<joint name='%s' type='%s'><parent link='%s'/><child link='%s'/>%s</joint>"
                .formatted(name, type, parent, child, more);
    }

    private static Robot read(String body) throws IOException {
        return UrdfReader.read(new ByteArrayInputStream(
                "<robot name='r'>%s</robot>".formatted(body).getBytes(StandardCharsets.UTF_8)));
    }
}
