package dev.firsthand.recording.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Message;
import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Markers;
import dev.firsthand.recording.mocap.Pose;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.mcap.McapMessage;
import dev.firsthand.streams.mcap.McapReader;
import dev.firsthand.streams.mcap.MessageQuery;
import dev.firsthand.streams.space.RigidTransform;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionMcapTest {
    private static final float HALF = (float) Math.sqrt(0.5);

    @TempDir
    Path folder;

    @Test
    void a_reader_that_follows_the_frames_finds_each_joint_where_the_clip_has_it()
            throws IOException, DescriptorValidationException {
        Clip clip = arm(HALF);
        ClipMcap.write(clip, out());

        var pose = new Pose(clip);
        List<McapMessage> moments = messages("/tf");
        assertThat(moments)
                .extracting(moment -> moment.message().logTimeNanos())
                .containsExactly(0L, 20_000_000L);
        for (int f = 0; f < 2; f++) {
            pose.at(f);
            Map<String, RigidTransform> room = room(moments.get(f));
            assertThat(room).containsOnlyKeys("world", "upper", "lower", "lower 2", "world 2");
            assertPlace(room, "upper", pose.place(0));
            assertPlace(room, "lower", pose.place(1));
            assertPlace(room, "lower 2", pose.place(2));
            assertPlace(room, "world 2", pose.place(3));
        }
    }

    @Test
    void what_was_not_measured_at_a_moment_is_not_in_it() throws IOException, DescriptorValidationException {
        ClipMcap.write(arm(Float.NaN), out());

        assertThat(room(messages("/tf").getFirst())).containsOnlyKeys("world", "upper", "lower", "lower 2", "world 2");
        assertThat(room(messages("/tf").get(1))).containsOnlyKeys("world");
    }

    @Test
    void points_stand_in_the_room_and_times_count_from_the_first_frame()
            throws IOException, DescriptorValidationException {
        float[] places = {1, 2, 3, Float.NaN, Float.NaN, Float.NaN};
        ClipMcap.write(new Markers(List.of("heel", "toe"), 0.01, -500, 1, places), out());

        McapMessage moment = messages("/tf").getFirst();
        assertThat(moment.message().logTimeNanos()).isZero();
        assertThat(room(moment)).containsOnlyKeys("world", "heel");
        assertPlace(room(moment), "heel", new Vector3(1, 2, 3));
    }

    @Test
    void joint_states_are_laid_out_as_ros_2_lays_them_out() throws IOException {
        try (var out = MotionMcap.ofRobot(out(), 50, List.of("hip", "knee_long"))) {
            out.joints(1_000_000_020L, new double[] {0.25, -1.5});
            out.finish();
        }

        McapMessage state = messages("/joint_states").getFirst();
        assertThat(state.schema().orElseThrow().name()).isEqualTo("sensor_msgs/msg/JointState");
        ByteBuffer cdr = state.message().data().slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(cdr.getInt()).isEqualTo(0x100);
        cdr = cdr.slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(List.of(cdr.getInt(), cdr.getInt())).containsExactly(1, 20);
        assertThat(text(cdr)).isEmpty();
        assertThat(aligned(cdr, 4).getInt()).isEqualTo(2);
        assertThat(List.of(text(cdr), text(aligned(cdr, 4)))).containsExactly("hip", "knee_long");
        assertThat(aligned(cdr, 4).getInt()).isEqualTo(2);
        aligned(cdr, 8);
        assertThat(List.of(cdr.getDouble(), cdr.getDouble())).containsExactly(0.25, -1.5);
        assertThat(List.of(cdr.getInt(), cdr.getInt())).containsExactly(0, 0);
        assertThat(cdr.hasRemaining()).isFalse();
    }

    private static String text(ByteBuffer cdr) {
        byte[] bytes = new byte[cdr.getInt()];
        cdr.get(bytes);
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }

    private static ByteBuffer aligned(ByteBuffer cdr, int to) {
        return cdr.position((cdr.position() + to - 1) / to * to);
    }

    /// Two bones with two ends; in the second frame the upper one is turned by `w` of a quaternion about z.
    private static Clip arm(float w) {
        var skeleton = new Skeleton(List.of(
                new Joint("upper", Skeleton.NO_PARENT, Vector3.ZERO, false),
                new Joint("lower", 0, new Vector3(0.3, 0, 0), false),
                new Joint("lower", 1, new Vector3(0.25, 0.01, 0), true),
                new Joint("world", 1, new Vector3(0, 0.1, 0), true)));
        float[] rotations = new float[32];
        for (int i = 3; i < 32; i += 4) {
            rotations[i] = 1;
        }
        rotations[16 + 2] = HALF;
        rotations[16 + 3] = w;
        rotations[16 + 4] = HALF;
        rotations[16 + 7] = HALF;
        return new Clip(skeleton, 0.02, 2, 0, rotations, new int[] {0}, new double[] {0, 0, 1, 0.5, 0, 1});
    }

    private static void assertPlace(Map<String, RigidTransform> room, String name, Vector3 place) {
        Vector3 found = room.getOrDefault(name, RigidTransform.NONE).translation();
        assertThat(found.minus(place).length()).as(name).isCloseTo(0, within(1e-6));
    }

    /// Where each frame is in the room, from parent to child, by nothing but the messages.
    private static Map<String, RigidTransform> room(McapMessage moment)
            throws IOException, DescriptorValidationException {
        var room = new HashMap<>(Map.of("world", RigidTransform.NONE));
        for (Object one : (List<?>) Decoded.field(Decoded.message(moment), "transforms")) {
            Message transform = (Message) one;
            RigidTransform parent = room.get((String) Decoded.field(transform, "parent_frame_id"));
            if (parent != null) {
                room.put((String) Decoded.field(transform, "child_frame_id"), parent.times(pose(transform)));
            }
        }
        return room;
    }

    private static RigidTransform pose(Message transform) {
        Message place = (Message) Decoded.field(transform, "translation");
        Message turn = (Message) Decoded.field(transform, "rotation");
        return new RigidTransform(
                new Rotation(number(turn, "x"), number(turn, "y"), number(turn, "z"), number(turn, "w")),
                new Vector3(number(place, "x"), number(place, "y"), number(place, "z")));
    }

    private static double number(Message message, String field) {
        return (Double) Decoded.field(message, field);
    }

    private OutputStream out() throws IOException {
        return Files.newOutputStream(folder.resolve("motion.mcap"));
    }

    private List<McapMessage> messages(String topic) throws IOException {
        var messages = new ArrayList<McapMessage>();
        try (var reader = McapReader.open(folder.resolve("motion.mcap"))) {
            var cursor = reader.messages(MessageQuery.all().on(topic));
            for (var next = cursor.next(); next.isPresent(); next = cursor.next()) {
                messages.add(next.get());
            }
        }
        return messages;
    }
}
