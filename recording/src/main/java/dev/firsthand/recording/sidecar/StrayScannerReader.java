package dev.firsthand.recording.sidecar;

import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Reads the folder that Stray Scanner (iOS) writes, as a zip: `rgb.mp4`, `camera_matrix.csv` (3x3), `odometry.csv`
/// (pose per frame, seconds), `imu.csv` (m/s^2, rad/s, seconds). Depth and confidence pictures are passed over.
///
/// Phone and camera stamp with one clock. The video's own times count from its first frame, which is the first row of
/// the odometry; the app lays frames on a regular grid, so that one is off by at most about a frame.
final class StrayScannerReader {
    static final String VIDEO = "rgb.mp4";
    static final String MATRIX = "camera_matrix.csv";
    static final String ODOMETRY = "odometry.csv";
    static final String IMU = "imu.csv";
    static final ClockName CLOCK = new ClockName("device");

    private static final StreamName POSES = new StreamName("camera-pose");
    private static final List<String> POSE_COLUMNS = List.of("x", "y", "z", "qx", "qy", "qz", "qw");
    private static final List<String> IMU_COLUMNS = List.of("a_x", "a_y", "a_z", "alpha_x", "alpha_y", "alpha_z");
    private static final int SECONDS = 9;
    private static final double LENGTH_TOLERANCE = 0.05;

    private final ZipContents contents;
    private final List<SensorStream> streams = new ArrayList<>();
    private final List<SidecarNote> notes = new ArrayList<>();

    private StrayScannerReader(ZipContents contents) {
        this.contents = contents;
    }

    /// Writes the video as `rgb.mp4` into `folder`.
    static SidecarResult.Streams read(Path file, Path folder) throws IOException {
        if (Files.size(file) > SidecarLimits.ZIP_BYTES) {
            throw new UnreadableSidecar(
                    "zip-too-large",
                    "The zip has %d bytes, at most %d.".formatted(Files.size(file), SidecarLimits.ZIP_BYTES));
        }
        try (var zip = new ZipFile(file.toFile())) {
            var reader = new StrayScannerReader(ZipContents.of(zip, VIDEO));
            return reader.read(folder);
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new UnreadableSidecar(
                    "zip-unreadable", "The zip is damaged or cut off. Make it again and upload it again.");
        }
    }

    private SidecarResult.Streams read(Path folder) throws IOException {
        var intrinsics = intrinsics();
        int left = SidecarLimits.SAMPLES;
        if (contents.holds(ODOMETRY)) {
            SensorStream poses = stream(ODOMETRY, POSES, SensorKind.CAMERA_POSE, POSE_COLUMNS, left);
            streams.add(ofUnitLength(poses));
            left -= poses.size();
        }
        if (contents.holds(IMU)) {
            streams.add(stream(IMU, ImuTable.STREAM, SensorKind.IMU, IMU_COLUMNS, left));
        }
        if (streams.isEmpty()) {
            throw new UnreadableSidecar(
                    "zip-file-missing", "The zip holds neither %s nor %s.".formatted(ODOMETRY, IMU));
        }
        Path video = folder.resolve(VIDEO);
        try (InputStream in = contents.open(VIDEO, SidecarLimits.VIDEO_BYTES)) {
            Files.copy(in, video);
        }
        return new SidecarResult.Streams(streams, List.of(alignment()), notes, intrinsics, Optional.of(video));
    }

    private SensorStream stream(String file, StreamName name, SensorKind kind, List<String> channels, int samplesMax)
            throws IOException {
        try (InputStream in = contents.open(file, SidecarLimits.TEXT_BYTES)) {
            var rows = new TextRows(in);
            List<String> names = TextRows.cells(ImuCsvReader.header(rows), ',');
            int[] columns = new int[channels.size()];
            for (int c = 0; c < columns.length; c++) {
                columns[c] = ImuCsvReader.column(names, channels.get(c));
            }
            double[] scales = new double[columns.length];
            Arrays.fill(scales, 1);
            int time = ImuCsvReader.column(names, "timestamp");
            var samples = new SampleColumns(name, kind, samplesMax);
            new SampleTable(',', names.size(), time, cell -> Numbers.nanos(cell, SECONDS), columns, scales)
                    .readInto(rows, samples);
            ImuTable.requireSamples(samples, name);
            SensorStream stream = samples.stream(CLOCK);
            ImuTable.requirePossible(stream);
            notes.addAll(StreamFindings.of(stream, samples));
            return stream;
        }
    }

    private static SensorStream ofUnitLength(SensorStream poses) throws UnreadableSidecar {
        double[] values = poses.values().clone();
        for (int i = 0; i < poses.size(); i++) {
            int at = i * POSE_COLUMNS.size() + 3;
            double length = Math.sqrt(values[at] * values[at]
                    + values[at + 1] * values[at + 1]
                    + values[at + 2] * values[at + 2]
                    + values[at + 3] * values[at + 3]);
            if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
                throw new UnreadableSidecar(
                        "stray-rotation-implausible",
                        "The rotation in sample %d of %s has the length %.3f, not 1: its columns are not what they say."
                                .formatted(i + 1, ODOMETRY, length));
            }
            for (int c = at; c < at + 4; c++) {
                values[c] /= length;
            }
        }
        return new SensorStream(poses.name(), poses.kind(), poses.clock(), poses.timesNanos(), values);
    }

    private ClockAlignment alignment() {
        SensorStream first = streams.getFirst();
        if (first.kind() != SensorKind.CAMERA_POSE) {
            return ImuTable.commonStart(first);
        }
        long[] times = first.timesNanos();
        long frameNanos = (times[times.length - 1] - times[0]) / (times.length - 1);
        return new ClockAlignment(
                CLOCK, ClockName.VIDEO, Math.negateExact(times[0]), frameNanos, ClockAlignment.Method.SAME_CLOCK);
    }

    private Optional<CameraIntrinsics> intrinsics() throws IOException {
        if (!contents.holds(MATRIX)) {
            return Optional.empty();
        }
        double[][] matrix = new double[3][];
        try (InputStream in = contents.open(MATRIX, SidecarLimits.LINE_BYTES)) {
            var rows = new TextRows(in);
            for (int row = 0; row < 3; row++) {
                matrix[row] = numbers(rows.next().orElse(""));
            }
        }
        try {
            return Optional.of(new CameraIntrinsics(matrix[0][0], matrix[1][1], matrix[0][2], matrix[1][2]));
        } catch (IllegalArgumentException e) {
            throw new UnreadableSidecar("stray-matrix-implausible", "%s: %s.".formatted(MATRIX, e.getMessage()));
        }
    }

    private static double[] numbers(String line) throws UnreadableSidecar {
        double[] numbers = TextRows.cells(line, ',').stream()
                .mapToDouble(cell -> Numbers.finite(cell).orElse(Double.NaN))
                .toArray();
        if (numbers.length != 3 || Double.isNaN(numbers[0] + numbers[1] + numbers[2])) {
            throw new UnreadableSidecar(
                    "stray-matrix-unreadable", "%s must hold three lines of three numbers.".formatted(MATRIX));
        }
        return numbers;
    }
}
