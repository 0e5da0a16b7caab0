package dev.firsthand.streams.sensor;

import java.util.List;

/// What a stream of samples measures, and so which channels it has, in this order.
public enum SensorKind {
    /// Accelerometer (with gravity) and gyroscope in the device's axes.
    IMU(List.of(
            new Channel("accel_x", "m/s^2"),
            new Channel("accel_y", "m/s^2"),
            new Channel("accel_z", "m/s^2"),
            new Channel("gyro_x", "rad/s"),
            new Channel("gyro_y", "rad/s"),
            new Channel("gyro_z", "rad/s"))),

    /// Pose of the camera in a world that starts with the recording: worldFromCamera.
    CAMERA_POSE(List.of(
            new Channel("x", "m"),
            new Channel("y", "m"),
            new Channel("z", "m"),
            new Channel("qx", "1"),
            new Channel("qy", "1"),
            new Channel("qz", "1"),
            new Channel("qw", "1")));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Channel> channels;

    SensorKind(List<Channel> channels) {
        this.channels = channels;
    }

    public List<Channel> channels() {
        return channels;
    }
}
