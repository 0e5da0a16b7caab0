package dev.firsthand.recording.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `sensor_msgs/msg/JointState` of ROS 2: its definition and its bytes in little-endian CDR, with positions alone.
final class Ros2JointState {
    static final String SCHEMA_NAME = "sensor_msgs/msg/JointState";

    static final String DEFINITION = """
            std_msgs/Header header
            string[] name
            float64[] position
            float64[] velocity
            float64[] effort
            ================================================================================
            MSG: std_msgs/Header
            builtin_interfaces/Time stamp
            string frame_id
            ================================================================================
            MSG: builtin_interfaces/Time
            int32 sec
            uint32 nanosec
            """;

    private static final byte[] LITTLE_ENDIAN_CDR = {0, 1, 0, 0};
    private static final long NANOS = 1_000_000_000;

    private final List<byte[]> names;
    private final int sizeMost;

    Ros2JointState(List<String> names) {
        this.names = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        int text = this.names.stream().mapToInt(name -> 4 + name.length + 1 + 3).sum();
        sizeMost = LITTLE_ENDIAN_CDR.length + 16 + 4 + text + 4 + 4 + 8 * names.size() + 8;
    }

    /// One position for each name, in radians or metres.
    ByteBuffer bytes(long timeNanos, double[] positions) {
        var cdr = ByteBuffer.allocate(sizeMost).order(ByteOrder.LITTLE_ENDIAN);
        cdr.put(LITTLE_ENDIAN_CDR);
        cdr.putInt(Math.toIntExact(timeNanos / NANOS)).putInt((int) (timeNanos % NANOS));
        cdr.putInt(1).put((byte) 0); // joints are in no frame
        align(cdr, 4);
        cdr.putInt(names.size());
        for (byte[] name : names) {
            align(cdr, 4);
            cdr.putInt(name.length + 1).put(name).put((byte) 0);
        }
        align(cdr, 4);
        cdr.putInt(positions.length);
        align(cdr, 8);
        for (double position : positions) {
            cdr.putDouble(position);
        }
        cdr.putInt(0).putInt(0); // neither velocity nor effort
        return cdr.flip();
    }

    /// CDR counts from behind its own four bytes.
    private static void align(ByteBuffer cdr, int to) {
        int at = cdr.position() - LITTLE_ENDIAN_CDR.length;
        cdr.position(LITTLE_ENDIAN_CDR.length + (at + to - 1) / to * to);
    }
}
