package dev.firsthand.recording.synthetic;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a synthetic recording is to be like. Start from [#usual] and change what matters.
///
/// `grain` is the sensor's noise in steps of brightness; much of it fills the bit rate. `imuLead` is how long before
/// the video the IMU starts: its clock is zero then. `planted` puts a place into every corner of the file where
/// phones leave one (`udta`, `loci`, item list, SEI), for scanners to find.
public record SyntheticPlan(
        Duration duration,
        int width,
        int height,
        int framesPerSecond,
        FrameRate frameRate,
        int rotationDegrees,
        Sound sound,
        Optional<PlantedTrace> planted,
        int grain,
        int bitsPerSecond,
        Duration imuLead) {
    /// How regularly frames come.
    public enum FrameRate {
        CONSTANT,
        /// As phones do: every frame a little early or late, and slower in the second half, as if it got dark.
        VARIABLE
    }

    public enum Sound {
        SILENT,
        TONE
    }

    /// A place, a time and a device that a phone would have written.
    public record PlantedTrace(double latitudeDegrees, double longitudeDegrees, Instant captured, String device) {
        /// A point in the open sea, and nobody's device.
        public static PlantedTrace usual() {
            return new PlantedTrace(48.1, -25.5, Instant.parse("2026-01-02T03:04:05Z"), "Synthetic Phone 1");
        }

        String iso6709() {
            return String.format(java.util.Locale.ROOT, "%+08.4f%+09.4f/", latitudeDegrees, longitudeDegrees);
        }
    }

    private static final int SIDE_MIN = 96;
    private static final int SIDE_MAX = 3840;
    private static final int GRAIN_MAX = 40;

    public SyntheticPlan {
        boolean sides = width >= SIDE_MIN && width <= SIDE_MAX && height >= SIDE_MIN && height <= SIDE_MAX;
        if (!sides || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "a picture's sides are even and %d to %d, not %dx%d".formatted(SIDE_MIN, SIDE_MAX, width, height));
        }
        if (framesPerSecond < 1 || framesPerSecond > 120 || duration.isNegative() || imuLead.isNegative()) {
            throw new IllegalArgumentException("1 to 120 frames a second and no negative times: %d, %s, %s"
                    .formatted(framesPerSecond, duration, imuLead));
        }
        if (rotationDegrees % 90 != 0 || rotationDegrees < 0 || rotationDegrees >= 360) {
            throw new IllegalArgumentException("a rotation is 0, 90, 180 or 270 degrees, not " + rotationDegrees);
        }
        if (grain < 0 || grain > GRAIN_MAX || bitsPerSecond < 10_000) {
            throw new IllegalArgumentException("grain 0 to %d and at least 10000 bits a second: %d, %d"
                    .formatted(GRAIN_MAX, grain, bitsPerSecond));
        }
    }

    /// Eight seconds of 640x480 at 30 frames a second, silent, upright, without a trace of a place.
    public static SyntheticPlan usual() {
        return new SyntheticPlan(
                Duration.ofSeconds(8),
                640,
                480,
                30,
                FrameRate.CONSTANT,
                0,
                Sound.SILENT,
                Optional.empty(),
                2,
                2_000_000,
                Duration.ZERO);
    }

    public SyntheticPlan lasting(Duration duration) {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                rotationDegrees,
                sound,
                planted,
                grain,
                bitsPerSecond,
                imuLead);
    }

    /// The bit rate grows with the picture.
    public SyntheticPlan sized(int width, int height) {
        long bits = (long) bitsPerSecond * width * height / ((long) this.width * this.height);
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                rotationDegrees,
                sound,
                planted,
                grain,
                (int) Math.max(10_000, bits),
                imuLead);
    }

    public SyntheticPlan at(int framesPerSecond) {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                rotationDegrees,
                sound,
                planted,
                grain,
                bitsPerSecond,
                imuLead);
    }

    public SyntheticPlan withVariableRate() {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                FrameRate.VARIABLE,
                rotationDegrees,
                sound,
                planted,
                grain,
                bitsPerSecond,
                imuLead);
    }

    public SyntheticPlan rotated(int degrees) {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                degrees,
                sound,
                planted,
                grain,
                bitsPerSecond,
                imuLead);
    }

    public SyntheticPlan withTone() {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                rotationDegrees,
                Sound.TONE,
                planted,
                grain,
                bitsPerSecond,
                imuLead);
    }

    public SyntheticPlan withTrace(PlantedTrace trace) {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                rotationDegrees,
                sound,
                Optional.of(trace),
                grain,
                bitsPerSecond,
                imuLead);
    }

    public SyntheticPlan grained(int grain, int bitsPerSecond) {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                rotationDegrees,
                sound,
                planted,
                grain,
                bitsPerSecond,
                imuLead);
    }

    public SyntheticPlan withImuLead(Duration lead) {
        return new SyntheticPlan(
                duration,
                width,
                height,
                framesPerSecond,
                frameRate,
                rotationDegrees,
                sound,
                planted,
                grain,
                bitsPerSecond,
                lead);
    }
}
