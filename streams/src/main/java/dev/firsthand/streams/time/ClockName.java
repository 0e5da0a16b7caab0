package dev.firsthand.streams.time;

/// Names the clock that a stream's times are read on, for example `video` or `imu`.
/// Times on two clocks of different names are never compared without a [ClockAlignment].
public record ClockName(String value) {
    /// The presentation clock of an episode's video: zero at its first frame.
    public static final ClockName VIDEO = new ClockName("video");

    public ClockName {
        if (!value.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException(
                    "clock name must be 1 to 32 of a-z, 0-9 and -, starting with a letter: " + value);
        }
    }
}
