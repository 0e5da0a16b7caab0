package dev.firsthand.recording.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.recording.child.ChildRunner;
import dev.firsthand.recording.synthetic.SyntheticFault;
import dev.firsthand.recording.synthetic.SyntheticFaults;
import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment.Method;
import dev.firsthand.streams.time.ClockName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each of these runs the real program in a real child process.
class SidecarReadingTest {
    private static final SyntheticPlan PLAN = SyntheticPlan.usual().lasting(Duration.ofSeconds(3));

    private final SidecarReading reading = new SidecarReading(new ChildRunner());
    private final SyntheticRecording recording = SyntheticRecording.seeded(21, PLAN);

    @TempDir
    Path folder;

    @Test
    void a_gcsv_comes_back_in_the_cameras_axes_and_si_units() throws Exception {
        Path gcsv = folder.resolve("ride.gcsv");
        recording.writeGcsv(gcsv);

        var read = streams(reading.readGcsv(gcsv, work()));

        // One step of the logger is 0.0012 m/s^2 and 0.00053 rad/s.
        assertNear(read.streams().getFirst(), recording.imu(), 0.0007, 0.0003, 1_000);
        var alignment = read.alignments().getFirst();
        assertThat(alignment.method()).isEqualTo(Method.ASSUMED_COMMON_START);
        assertThat(alignment.to()).isEqualTo(ClockName.VIDEO);
        assertThat(alignment.boundNanos()).isEqualTo(1_000_000_000);
        assertThat(read.notes()).extracting(SidecarNote::code).containsExactly("stream-rate", "stream-jitter");
    }

    @Test
    void a_declared_csv_keeps_its_declared_offset() throws Exception {
        Path csv = folder.resolve("imu.csv");
        recording.writeImuCsv(csv);
        var plain = SyntheticRecording.imuCsvDeclaration();
        var declaration = new ImuCsvDeclaration(
                plain.time(),
                plain.acceleration(),
                plain.rate(),
                Optional.of(new DeclaredOffset(Duration.ofMillis(-120), Duration.ofMillis(20))));

        var read = streams(reading.readImuCsv(csv, declaration, work()));

        assertNear(read.streams().getFirst(), recording.imu(), 1e-6, 1e-6, 0);
        var alignment = read.alignments().getFirst();
        assertThat(alignment.method()).isEqualTo(Method.DECLARED);
        assertThat(alignment.offsetNanos()).isEqualTo(-120_000_000);
        assertThat(alignment.boundNanos()).isEqualTo(20_000_000);
    }

    @Test
    void a_stray_scanner_zip_gives_video_intrinsics_poses_and_imu_on_the_videos_clock() throws Exception {
        Path zip = folder.resolve("scan.zip");
        recording.writeStrayScannerZip(zip);
        Path video = folder.resolve("expected.mp4");
        recording.writeVideo(video);

        var read = streams(reading.readStrayScanner(zip, work()));

        assertThat(read.streams())
                .extracting(SensorStream::kind)
                .containsExactly(SensorKind.CAMERA_POSE, SensorKind.IMU);
        assertThat(read.streams().getFirst().size()).isEqualTo(recording.frames());
        assertThat(read.intrinsics().orElseThrow().focalXPixels()).isCloseTo(576, within(1e-6));
        assertThat(read.video().orElseThrow()).hasSameBinaryContentAs(video);
        var alignment = read.alignments().getFirst();
        assertThat(alignment.method()).isEqualTo(Method.SAME_CLOCK);
        long firstFrame = alignment.convert(read.streams().getFirst().timesNanos()[0]);
        long firstImu = alignment.convert(read.streams().getLast().timesNanos()[0]);
        assertThat(firstFrame).isZero();
        assertThat(Math.abs(firstImu)).isLessThan(2_000);
    }

    @Test
    void a_file_that_was_opened_and_unlinked_is_read_all_the_same() throws Exception {
        Path zip = folder.resolve("scan.zip");
        recording.writeStrayScannerZip(zip);
        try (var open = new java.io.RandomAccessFile(zip.toFile(), "r")) {
            Path descriptor = descriptor(zip);
            Files.delete(zip);

            assertThat(streams(reading.readStrayScanner(descriptor, work())).streams())
                    .hasSize(2);
            assertThat(open.length()).isPositive();
        }
    }

    @Test
    void an_imu_in_other_units_than_declared_is_found_out() throws Exception {
        var read = streams(fault(SyntheticFault.IMU_OTHER_UNITS));

        var note = note(read, "imu-acceleration-implausible");
        assertThat(note.level()).isEqualTo(SidecarNote.Level.FAIL);
        assertThat(note.measured()).isCloseTo(1, within(0.02));
        assertThat(note.message()).contains("looks like g");
        assertThat(note(read, "imu-rate-implausible").message()).contains("deg/s");
    }

    @Test
    void holes_are_told_with_their_place_and_length() throws Exception {
        var read = streams(fault(SyntheticFault.IMU_GAPS));

        List<SidecarNote> gaps = read.notes().stream()
                .filter(note -> note.code().equals("stream-gap"))
                .toList();
        assertThat(gaps).hasSize(2);
        assertThat(gaps.getFirst().measured()).isCloseTo(505, within(1.0));
        assertThat(gaps.getLast().span().orElseThrow().length())
                .isBetween(Duration.ofMillis(2000), Duration.ofMillis(2010));
    }

    @Test
    void times_that_go_backwards_refuse_the_file_with_the_line() throws Exception {
        var refused = refused(fault(SyntheticFault.IMU_TIMES_BACKWARDS));

        assertThat(refused.code()).isEqualTo("sidecar-times-backwards");
        assertThat(refused.message()).contains("line 302");
    }

    @Test
    void rows_without_numbers_are_left_out_and_counted() throws Exception {
        var read = streams(fault(SyntheticFault.IMU_WITHOUT_NUMBERS));

        assertThat(note(read, "stream-values-missing").measured()).isEqualTo(32);
        assertThat(read.streams().getFirst().values()).doesNotContain(Double.NaN);
    }

    @Test
    void a_last_line_that_was_cut_off_is_left_out_and_told() throws Exception {
        var read = streams(fault(SyntheticFault.IMU_CUT));

        assertThat(read.streams().getFirst().size()).isGreaterThan(1000);
        assertThat(note(read, "stream-cut-off").message())
                .contains("Line %d".formatted(read.streams().getFirst().size() + 2));
    }

    @Test
    void a_video_is_no_gcsv_and_no_zip() throws Exception {
        Path video = folder.resolve("video.mp4");
        SyntheticRecording.seeded(1, PLAN.sized(160, 120).lasting(Duration.ofMillis(200)))
                .writeVideo(video);

        assertThat(refused(reading.readGcsv(video, work())).code()).isEqualTo("gcsv-not-one");
        assertThat(refused(reading.readStrayScanner(video, work())).code()).isEqualTo("zip-unreadable");
    }

    private SidecarResult fault(SyntheticFault fault) throws IOException, InterruptedException {
        Path file = SyntheticFaults.seeded(5).write(fault, folder);
        return reading.readImuCsv(file, SyntheticRecording.imuCsvDeclaration(), work());
    }

    private Path work() throws IOException {
        return Files.createTempDirectory(folder, "work");
    }

    /// The descriptor under which this process holds `file` open.
    private static Path descriptor(Path file) throws IOException {
        try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(link -> leadsTo(link, file)).findFirst().orElseThrow();
        }
    }

    private static boolean leadsTo(Path link, Path file) {
        try {
            return Files.readSymbolicLink(link).equals(file.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }

    private static void assertNear(
            SensorStream read, SensorStream wanted, double acceleration, double rate, long timeNanos) {
        assertThat(read.size()).isEqualTo(wanted.size());
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.timesNanos()[i]).isCloseTo(wanted.timesNanos()[i], within(timeNanos));
            for (int c = 0; c < 6; c++) {
                assertThat(read.value(i, c)).isCloseTo(wanted.value(i, c), within(c < 3 ? acceleration : rate));
            }
        }
    }

    private static SidecarNote note(SidecarResult.Streams read, String code) {
        return read.notes().stream()
                .filter(note -> note.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static SidecarResult.Streams streams(SidecarResult result) {
        assertThat(result).isInstanceOf(SidecarResult.Streams.class);
        return (SidecarResult.Streams) result;
    }

    private static SidecarResult.Refused refused(SidecarResult result) {
        assertThat(result).isInstanceOf(SidecarResult.Refused.class);
        return (SidecarResult.Refused) result;
    }
}
