package dev.firsthand.streams.sensor;

/// Names one stream within a recording, for example `imu` or `camera-pose`.
public record StreamName(String value) {
    public StreamName {
        if (!value.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "stream name must be 1 to 64 of a-z, 0-9 and -, starting with a letter: " + value);
        }
    }
}
