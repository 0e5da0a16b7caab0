package dev.firsthand.recording.convert;

import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapWriter;
import dev.firsthand.streams.mcap.McapWriterOptions;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes motion as one MCAP file: frames that hang on each other, and a robot's joints. Times are nanoseconds from the
/// first frame of the motion. What is in the file is told in docs/formats/mcap.md.
///
/// A file is whole only after [#finish]. The same calls give the same bytes.
public final class MotionMcap implements AutoCloseable {
    static final String FRAMES_TOPIC = "/tf";
    static final String JOINTS_TOPIC = "/joint_states";
    private static final String METADATA = "motion";

    private final McapWriter writer;
    private final Ros2JointState states;
    private final Topic frames;
    private final @Nullable Topic joints;

    /// A channel and how many messages it has.
    private static final class Topic {
        private final int channel;
        private long messages;

        Topic(McapRecord.Channel channel) {
            this.channel = channel.id();
        }
    }

    /// @param names of the joints that [#joints] will be given; none where there is no robot
    private MotionMcap(McapWriter writer, List<String> names) throws IOException {
        this.writer = writer;
        states = new Ros2JointState(names);
        frames = new Topic(frameChannel(writer, Map.of()));
        joints = names.isEmpty() ? null : new Topic(jointChannel(writer));
    }

    static McapRecord.Channel frameChannel(McapWriter writer, Map<String, String> words) throws IOException {
        return writer.addChannel(
                FRAMES_TOPIC,
                writer.addSchema(
                        Foxglove.FRAME_TRANSFORMS.fullName(), "protobuf", Foxglove.FRAME_TRANSFORMS.descriptorSet()),
                "protobuf",
                words);
    }

    private static McapRecord.Channel jointChannel(McapWriter writer) throws IOException {
        return writer.addChannel(
                JOINTS_TOPIC,
                writer.addSchema(
                        Ros2JointState.SCHEMA_NAME,
                        Ros2Imu.SCHEMA_ENCODING,
                        Ros2JointState.DEFINITION.getBytes(StandardCharsets.UTF_8)),
                Ros2Imu.MESSAGE_ENCODING,
                Map.of());
    }

    /// For people and points.
    public static MotionMcap to(OutputStream out, double framesPerSecond) throws IOException {
        return ofRobot(out, framesPerSecond, List.of());
    }

    /// For a robot, whose joints are named once.
    public static MotionMcap ofRobot(OutputStream out, double framesPerSecond, List<String> joints) throws IOException {
        var writer = McapWriter.to(out, McapWriterOptions.standard());
        writer.write(metadata(framesPerSecond, MovingFrame.WORLD));
        return new MotionMcap(writer, joints);
    }

    static McapRecord.Metadata metadata(double framesPerSecond, String room) {
        return new McapRecord.Metadata(
                METADATA,
                new TreeMap<>(Map.of(
                        "frames_per_second",
                        Double.toString(framesPerSecond),
                        room,
                        "x forward, y left, z up, metres")));
    }

    /// All frames of one moment.
    public void frames(long timeNanos, List<MovingFrame> moment) throws IOException {
        frames(timeNanos, timeNanos, moment);
    }

    /// All frames of one moment that somebody sent at a time of a clock of their own.
    void frames(long timeNanos, long sentNanos, List<MovingFrame> moment) throws IOException {
        ByteBuffer message = message(timeNanos, moment);
        writer.write(new McapRecord.Message(frames.channel, frames.messages++, timeNanos, sentNanos, message));
    }

    static ByteBuffer message(long timeNanos, List<MovingFrame> moment) {
        List<byte[]> transforms =
                moment.stream().map(one -> transform(timeNanos, one)).toList();
        return ByteBuffer.wrap(Foxglove.frameTransforms(transforms));
    }

    private static byte[] transform(long timeNanos, MovingFrame one) {
        Vector3 place = one.parentFromFrame().translation();
        Rotation turn = one.parentFromFrame().rotation();
        double[] pose = {place.x(), place.y(), place.z(), turn.x(), turn.y(), turn.z(), turn.w()};
        return Foxglove.frameTransform(timeNanos, one.parent(), one.name(), pose);
    }

    /// All joints of one moment, in the order of their names: radians or metres.
    public void joints(long timeNanos, double[] positions) throws IOException {
        if (joints == null) {
            throw new IllegalStateException("no joints were named");
        }
        ByteBuffer message = states.bytes(timeNanos, positions);
        writer.write(new McapRecord.Message(joints.channel, joints.messages++, timeNanos, timeNanos, message));
    }

    /// What was given so far can be read from now on, also where the file is never finished.
    void flush() throws IOException {
        writer.flush();
    }

    public void finish() throws IOException {
        writer.finish();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
