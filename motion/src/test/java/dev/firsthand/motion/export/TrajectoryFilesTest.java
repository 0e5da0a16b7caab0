package dev.firsthand.motion.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.motion.retarget.KnownRobot;
import dev.firsthand.motion.retarget.RobotBody;
import dev.firsthand.motion.retarget.Trajectory;
import dev.firsthand.motion.robot.Robot.RobotJoint;
import dev.firsthand.recording.convert.MotionSetResult.Written;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.lerobot.LeRobotReader;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.validation.LeRobotValidator;
import dev.firsthand.streams.mcap.McapReader;
import dev.firsthand.streams.mcap.MessageQuery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryFilesTest {
    private static final int FRAMES = 5;

    @TempDir
    private Path folder;

    @Test
    void mcap_has_every_joint_and_every_link_at_every_frame() throws IOException {
        RobotBody robot = KnownRobot.G1.body();
        Path file = folder.resolve("g1.mcap");
        TrajectoryMcap.write(trajectory(robot), robot.robot(), Files.newOutputStream(file));

        List<ByteBuffer> states = messages(file, "/joint_states");
        assertThat(states).hasSize(FRAMES);
        int joints = robot.robot().coordinates();
        ByteBuffer last = states.getLast().slice().order(ByteOrder.LITTLE_ENDIAN);
        int positions = last.limit() - 8 - 8 * joints;
        assertThat(last.getDouble(positions)).isEqualTo(4.0);
        assertThat(last.getDouble(positions + 8 * (joints - 1))).isEqualTo(4 + (joints - 1) / 1000.0);
        assertThat(messages(file, "/tf")).hasSize(FRAMES);
    }

    @Test
    void a_set_has_state_and_action_and_breaks_no_rule() throws IOException {
        RobotBody robot = KnownRobot.SO101.body();
        Path set = folder.resolve("set");

        assertThat(TrajectorySet.write(trajectory(robot), robot, set, "reach for the cup"))
                .isEqualTo(new Written(FRAMES, 50));

        assertThat(LeRobotValidator.validate(set).valid()).isTrue(); // with a warning: nobody says who consented
        assertThat(Files.readString(set.resolve("meta/info.json")))
                .contains("\"observation.state\"", "\"action\"", "shoulder_pan_rad")
                .doesNotContain("base_x_m");
        List<String> joints =
                trajectory(robot).joints().stream().map(name -> name + "_rad").toList();
        try (var reader = LeRobotReader.open(set, List.of(Feature.state(joints), Feature.action(joints)))) {
            var columns = reader.next().columns();
            assertThat(firstOfEachFrame(columns.get("observation.state"))).containsExactly(0, 1, 2, 3, 4);
            assertThat(firstOfEachFrame(columns.get("action"))).containsExactly(1, 2, 3, 4, 4);
        }
    }

    private static float[] firstOfEachFrame(@Nullable Column column) {
        float[] values = ((Column.Floats) Objects.requireNonNull(column)).values();
        float[] first = new float[FRAMES];
        for (int f = 0; f < FRAMES; f++) {
            first[f] = values[f * values.length / FRAMES];
        }
        return first;
    }

    @Test
    void a_robot_that_walks_has_its_base_in_its_state_and_not_in_its_action() throws IOException {
        RobotBody robot = KnownRobot.G1.body();
        Path set = folder.resolve("set");

        assertThat(TrajectorySet.write(trajectory(robot), robot, set, "walk")).isInstanceOf(Written.class);

        assertThat(Files.readString(set.resolve("meta/info.json")).split("base_qw", -1))
                .hasSize(2);
    }

    /// Joint `j` of frame `f` is at `f + j / 1000`.
    private static Trajectory trajectory(RobotBody robot) {
        List<String> names = robot.robot().joints().stream()
                .filter(joint -> joint.coordinate() >= 0)
                .map(RobotJoint::name)
                .toList();
        int width = Trajectory.BASE + names.size();
        double[] rows = new double[FRAMES * width];
        for (int f = 0; f < FRAMES; f++) {
            rows[f * width + 6] = 1;
            for (int j = 0; j < names.size(); j++) {
                rows[f * width + Trajectory.BASE + j] = f + j / 1000.0;
            }
        }
        return new Trajectory(
                50,
                names,
                Collections.nCopies(names.size(), false),
                IntStream.range(0, names.size()).boxed().toList(),
                rows);
    }

    private static List<ByteBuffer> messages(Path file, String topic) throws IOException {
        var messages = new ArrayList<ByteBuffer>();
        try (var reader = McapReader.open(file)) {
            var cursor = reader.messages(MessageQuery.all().on(topic));
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                messages.add(next.get().message().data());
            }
        }
        return messages;
    }
}
