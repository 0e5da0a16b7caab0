package dev.firsthand.recording.convert;

import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapWriter;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// The samples of one stream at their own rate, told on the video's clock.
final class SensorSource implements TimedSource {
    static final String WORLD = "world";
    static final String DEVICE = "device";

    private final SensorStream stream;
    private final ClockAlignment alignment;
    private final McapRecord.Channel channel;
    private final Ros2Imu imu = new Ros2Imu(DEVICE);
    private final int beforeStart;
    private final int first;
    private final long endNanos;
    private int next;

    /// Declares the channel at once.
    SensorSource(SensorStream stream, EpisodeRecording recording, McapWriter writer) throws IOException {
        this.stream = stream;
        this.alignment = recording.alignmentTo(stream.clock());
        this.channel = declare(stream, writer);
        this.beforeStart = firstFrom(0);
        this.first = firstFrom(recording.span().startNanos());
        this.endNanos = recording.span().endNanos();
        this.next = first;
    }

    @Override
    public String topic() {
        return channel.topic();
    }

    /// Samples before the first frame: the format counts time in unsigned numbers and cannot hold them.
    int samplesBeforeStart() {
        return beforeStart;
    }

    @Override
    public boolean hasNext() {
        return next < stream.size() && timeNanos() < endNanos;
    }

    @Override
    public long timeNanos() {
        return alignment.convert(stream.timesNanos()[next]);
    }

    @Override
    public void writeNext(McapWriter writer) throws IOException {
        long time = timeNanos();
        byte[] message = bytes(time);
        writer.write(new McapRecord.Message(channel.id(), next - first, time, time, ByteBuffer.wrap(message)));
        next++;
    }

    private byte[] bytes(long time) {
        int channels = stream.kind().channels().size();
        double[] values = Arrays.copyOfRange(stream.values(), next * channels, (next + 1) * channels);
        return switch (stream.kind()) {
            case IMU -> imu.bytes(time, values);
            case CAMERA_POSE -> Foxglove.frameTransform(time, WORLD, VideoSource.FRAME, values);
        };
    }

    private int firstFrom(long startNanos) {
        int at = 0;
        while (at < stream.size() && alignment.convert(stream.timesNanos()[at]) < startNanos) {
            at++;
        }
        return at;
    }

    private static McapRecord.Channel declare(SensorStream stream, McapWriter writer) throws IOException {
        var words = Map.of("clock", stream.clock().value());
        String topic = "/" + stream.name().value();
        return switch (stream.kind()) {
            case IMU ->
                writer.addChannel(
                        topic,
                        writer.addSchema(
                                Ros2Imu.SCHEMA_NAME,
                                Ros2Imu.SCHEMA_ENCODING,
                                Ros2Imu.DEFINITION.getBytes(StandardCharsets.UTF_8)),
                        Ros2Imu.MESSAGE_ENCODING,
                        words);
            case CAMERA_POSE ->
                writer.addChannel(
                        topic,
                        writer.addSchema(
                                Foxglove.FRAME_TRANSFORM.fullName(),
                                "protobuf",
                                Foxglove.FRAME_TRANSFORM.descriptorSet()),
                        "protobuf",
                        words);
        };
    }
}
