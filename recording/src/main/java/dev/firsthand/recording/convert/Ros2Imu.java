package dev.firsthand.recording.convert;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// `sensor_msgs/msg/Imu` of ROS 2: its definition and its bytes in little-endian CDR. Foxglove has no message of its
/// own for an IMU; Foxglove and Rerun both know this one.
final class Ros2Imu {
    static final String SCHEMA_NAME = "sensor_msgs/msg/Imu";
    static final String SCHEMA_ENCODING = "ros2msg";
    static final String MESSAGE_ENCODING = "cdr";

    static final String DEFINITION = """
            std_msgs/Header header
            geometry_msgs/Quaternion orientation
            float64[9] orientation_covariance
            geometry_msgs/Vector3 angular_velocity
            float64[9] angular_velocity_covariance
            geometry_msgs/Vector3 linear_acceleration
            float64[9] linear_acceleration_covariance
            ================================================================================
            MSG: std_msgs/Header
            builtin_interfaces/Time stamp
            string frame_id
            ================================================================================
            MSG: builtin_interfaces/Time
            int32 sec
            uint32 nanosec
            ================================================================================
            MSG: geometry_msgs/Quaternion
            float64 x 0
            float64 y 0
            float64 z 0
            float64 w 1
            ================================================================================
            MSG: geometry_msgs/Vector3
            float64 x
            float64 y
            float64 z
            """;

    private static final byte[] LITTLE_ENDIAN_CDR = {0, 1, 0, 0};
    private static final long NANOS = 1_000_000_000;
    private static final int COVARIANCE = 9;
    /// By the message's own rule, -1 in the first place of a covariance says that nothing was measured.
    private static final double NOT_MEASURED = -1;

    private final byte[] frame;

    /// `frame` names the axes that the sensor measures in.
    Ros2Imu(String frame) {
        this.frame = frame.getBytes(StandardCharsets.US_ASCII);
    }

    /// `values`: acceleration x, y, z in m/s^2, then angular velocity x, y, z in rad/s.
    byte[] bytes(long timeNanos, double[] values) {
        int head = 4 + 4 + 4 + frame.length + 1;
        int aligned = (head + 7) / 8 * 8;
        var cdr = ByteBuffer.allocate(LITTLE_ENDIAN_CDR.length + aligned + 8 * (4 + 3 + 3 + 3 * COVARIANCE))
                .order(ByteOrder.LITTLE_ENDIAN);
        cdr.put(LITTLE_ENDIAN_CDR);
        cdr.putInt(Math.toIntExact(timeNanos / NANOS)).putInt((int) (timeNanos % NANOS));
        cdr.putInt(frame.length + 1).put(frame).put((byte) 0);
        cdr.position(LITTLE_ENDIAN_CDR.length + aligned);
        cdr.putDouble(0).putDouble(0).putDouble(0).putDouble(1);
        covariance(cdr, NOT_MEASURED);
        cdr.putDouble(values[3]).putDouble(values[4]).putDouble(values[5]);
        covariance(cdr, 0);
        cdr.putDouble(values[0]).putDouble(values[1]).putDouble(values[2]);
        covariance(cdr, 0);
        return cdr.array();
    }

    private static void covariance(ByteBuffer cdr, double first) {
        cdr.putDouble(first);
        cdr.position(cdr.position() + 8 * (COVARIANCE - 1));
    }
}
