package dev.firsthand.recording.synthetic;

import dev.firsthand.recording.sidecar.ImuCsvDeclaration;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.AccelerationColumns;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.AccelerationUnit;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.RateColumns;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.RateUnit;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.TimeColumn;
import dev.firsthand.recording.sidecar.ImuCsvDeclaration.TimeUnit;
import dev.firsthand.recording.synthetic.ImuText.CsvShape;
import dev.firsthand.streams.sensor.SensorStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A recording of somebody who folds a towel at a table, as a phone on the head would have made it: a video whose
/// frames carry their number as a [FrameBarcode], and the IMU that felt the same trembling.
///
/// The same seed, plan and encoder build give the same bytes. Frames are drawn as they are encoded: nothing is held.
public final class SyntheticRecording {
    private final long seed;
    private final SyntheticPlan plan;
    private final FrameClock clock;

    private SyntheticRecording(long seed, SyntheticPlan plan) {
        this.seed = seed;
        this.plan = plan;
        this.clock = new FrameClock(plan);
    }

    public static SyntheticRecording seeded(long seed, SyntheticPlan plan) {
        return new SyntheticRecording(seed, plan);
    }

    public SyntheticPlan plan() {
        return plan;
    }

    public int frames() {
        return clock.frames();
    }

    /// When frame `frame` is shown, in nanoseconds from the first, to the nearest tick of 1/90000 s.
    public long frameNanos(int frame) {
        return clock.nanos(frame);
    }

    /// The IMU without the rounding of any file, on a clock that starts [SyntheticPlan#imuLead] before the video.
    public SensorStream imu() {
        return SyntheticImu.stream(seed, plan);
    }

    /// How far the picture is moved at frame `frame`, in pixels to the right and down.
    public double[] shiftPixels(int frame) {
        var shake = new CameraShake(seed);
        double focal = Household.focalPixels(plan);
        double seconds = clock.nanos(frame) / 1e9;
        return new double[] {-focal * shake.shake(seconds), focal * shake.nod(seconds)};
    }

    public double focalPixels() {
        return Household.focalPixels(plan);
    }

    /// H.264 in mp4.
    public void writeVideo(Path mp4) throws IOException, InterruptedException {
        var household = new Household(seed, plan);
        Encoder.encode(
                plan,
                clock,
                out -> {
                    for (int frame = 0; frame < clock.frames(); frame++) {
                        out.write(household.draw(frame, clock.nanos(frame) / 1e9));
                    }
                },
                mp4);
    }

    /// As [#writeVideo], but drawn and encoded only for the first `loop`, a multiple of ten seconds, and then repeated
    /// without encoding again until the plan's duration is reached. The IMU fits all of it, the bar codes start
    /// anew.
    public void writeLoopedVideo(Path mp4, Duration loop) throws IOException, InterruptedException {
        boolean whole = loop.isPositive() && loop.toMillis() % (CameraShake.PERIOD_SECONDS * 1000L) == 0;
        if (!whole || plan.frameRate() != SyntheticPlan.FrameRate.CONSTANT) {
            throw new IllegalArgumentException("a loop is a multiple of %d s at a constant rate, not %s"
                    .formatted(CameraShake.PERIOD_SECONDS, loop));
        }
        Path once = Files.createTempFile(mp4.toAbsolutePath().getParent(), "loop", ".mp4");
        try {
            new SyntheticRecording(seed, plan.lasting(loop)).writeVideo(once);
            // -t alone lets a few frames too many through where it copies.
            Encoder.run(
                    List.of(
                            "-stream_loop",
                            "-1",
                            "-i",
                            once.toString(),
                            "-map",
                            "0",
                            "-c",
                            "copy",
                            "-t",
                            plan.duration().toMillis() + "ms",
                            "-frames:v",
                            Integer.toString(clock.frames()),
                            "-fflags",
                            "+bitexact",
                            "-f",
                            "mp4",
                            mp4.toString()),
                    out -> {});
        } finally {
            Files.delete(once);
        }
    }

    /// Gyroflow's log of a logger that is mounted turned (`orientation,YxZ`), in its 16-bit steps.
    public void writeGcsv(Path gcsv) throws IOException {
        ImuText.gcsv(new SyntheticImu(seed, plan), gcsv);
    }

    /// A CSV in microseconds, m/s^2 and rad/s; [#imuCsvDeclaration] says so.
    public void writeImuCsv(Path csv) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.US_ASCII)) {
            ImuText.csv(new SyntheticImu(seed, plan), CsvShape.SI, 0, out, (number, line) -> line);
        }
    }

    public static ImuCsvDeclaration imuCsvDeclaration() {
        return new ImuCsvDeclaration(
                new TimeColumn("time_us", TimeUnit.MICROSECONDS),
                new AccelerationColumns(List.of("acc_x", "acc_y", "acc_z"), AccelerationUnit.METRES_PER_SECOND_SQUARED),
                new RateColumns(List.of("gyro_x", "gyro_y", "gyro_z"), RateUnit.RADIANS_PER_SECOND),
                Optional.empty());
    }

    /// The folder of Stray Scanner as a zip; its video is written beside it first and removed.
    public void writeStrayScannerZip(Path zip) throws IOException, InterruptedException {
        Path video = Files.createTempFile(zip.toAbsolutePath().getParent(), "rgb", ".mp4");
        try {
            writeVideo(video);
            new StrayScannerZip(seed, plan).write(video, zip);
        } finally {
            Files.delete(video);
        }
    }
}
