package dev.firsthand.recording.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.recording.synthetic.SyntheticPlan;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The readers themselves, in this process: what the program does with every kind of text.
class SidecarReadersTest {
    private static final String HEADER = """
            GYROFLOW IMU LOG
            version,1.3
            id,logger
            orientation,YxZ
            tscale,0.001
            gscale,0.00122173047
            ascale,0.00048828125
            t,gx,gy,gz,ax,ay,az
            """;

    private static final SidecarFormat GCSV = new SidecarFormat.Gcsv(Optional.empty());
    private static final SidecarFormat CSV = new SidecarFormat.ImuCsv(SyntheticRecording.imuCsvDeclaration());

    @TempDir
    Path folder;

    /// The first rows of the format's own documentation.
    @Test
    void the_example_of_the_format_is_read_as_its_documentation_says() throws IOException {
        SensorStream imu = streams(GCSV, HEADER + "0,39,86,183,-1137,-15689,-2986\n1,56,100,202,-1179,-15694,-2887\n")
                .streams()
                .getFirst();

        double g = 9.80665 * 0.00048828125;
        assertThat(imu.timesNanos()).containsExactly(0, 1_000_000);
        assertThat(imu.value(0, 0)).isCloseTo(-15689 * g, within(1e-9)); // x is the logger's Y
        assertThat(imu.value(0, 1)).isCloseTo(1137 * g, within(1e-9)); // y is against the logger's X
        assertThat(imu.value(0, 2)).isCloseTo(-2986 * g, within(1e-9));
        assertThat(imu.value(1, 3)).isCloseTo(100 * 0.00122173047, within(1e-12));
        assertThat(imu.value(1, 4)).isCloseTo(-56 * 0.00122173047, within(1e-12));
    }

    @Test
    void nanoseconds_since_1970_lose_no_digit() throws IOException {
        var read = streams(
                GCSV,
                HEADER.replace("tscale,0.001", "tscale,1.0e-9")
                        + "1700000000123456789,1,1,1,1,1,2048\n1700000000123456790,1,1,1,1,1,2048\n");

        assertThat(read.streams().getFirst().timesNanos())
                .containsExactly(1_700_000_000_123_456_789L, 1_700_000_000_123_456_790L);
        assertThat(read.alignments().getFirst().offsetNanos()).isEqualTo(-1_700_000_000_123_456_789L);
    }

    @Test
    void an_axis_order_that_changes_hands_is_told() throws IOException {
        assertThat(streams(GCSV, HEADER.replace("YxZ", "YXZ") + "0,1,1,1,1,1,2048\n1,1,1,1,1,1,2048\n")
                        .notes())
                .extracting(SidecarNote::code)
                .contains("gcsv-orientation-mirrors");
    }

    @Test
    void a_log_without_accelerometer_is_refused_with_what_to_do() throws IOException {
        var refused = refused(GCSV, HEADER.replace(",ax,ay,az", "") + "0,1,1,1\n");

        assertThat(refused.code()).isEqualTo("gcsv-columns");
        assertThat(refused.message()).contains("switch the accelerometer on");
    }

    @Test
    void a_column_that_is_not_there_is_named() throws IOException {
        var refused = refused(CSV, "time,acc_x\n1,2\n");

        assertThat(refused.code()).isEqualTo("sidecar-column-missing");
        assertThat(refused.message()).contains("acc_y is not").contains("2 columns");
    }

    @Test
    void semicolons_quotes_comments_windows_line_ends_and_a_byte_order_mark_are_taken() throws IOException {
        String text = """
                # made by a logger
                "time_us";"acc_x";"acc_y";"acc_z";"gyro_x";"gyro_y";"gyro_z";"note"
                0;0;0;9.8;0;0;0.1;a
                5000;0;0;9.8;0;0;0.1;b
                """.replace("\n", "\r\n");

        assertThat(streams(CSV, "\uFEFF" + text).streams().getFirst().timesNanos())
                .containsExactly(0, 5_000_000);
    }

    @Test
    void a_decimal_comma_is_refused_with_its_line_and_column() throws IOException {
        var refused =
                refused(CSV, "time_us;acc_x;acc_y;acc_z;gyro_x;gyro_y;gyro_z\n0;0;0;9,8;0;0;0\n1;0;0;9,8;0;0;0\n");

        assertThat(refused.code()).isEqualTo("sidecar-row-unreadable");
        assertThat(refused.message())
                .contains("Line 2, column 4")
                .contains("point")
                .doesNotContain("9,8");
    }

    @Test
    void a_decimal_comma_in_a_table_parted_by_commas_shifts_no_column() throws IOException {
        var refused = refused(
                CSV,
                "time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z\n0,0,01,0,02,9,81,0,1,0,2,0,3\n1,0,01,0,02,9,81,0,1,0,2,0,3\n");

        assertThat(refused.code()).isEqualTo("sidecar-row-long");
        assertThat(refused.message()).contains("Line 2 has 13 cells", "header line has 7", "decimals with a point");
    }

    @Test
    void a_row_shorter_than_the_header_is_refused_and_an_empty_cell_at_its_end_is_not() throws IOException {
        String header = "time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z,note\n";

        assertThat(refused(CSV, header + "0,0,0,9.8,0,0,0.1\n5,0,0,9.8,0,0,0.1\n")
                        .code())
                .isEqualTo("sidecar-row-short");
        assertThat(streams(CSV, header + "0,0,0,9.8,0,0,0.1,a,\n5,0,0,9.8,0,0,0.1,,\n")
                        .streams()
                        .getFirst()
                        .size())
                .isEqualTo(2);
    }

    @Test
    void a_number_that_no_sensor_gives_is_refused_with_its_sample() throws IOException {
        var refused = refused(
                CSV, "time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z\n0,0,0,9.8,0,0,0\n5000,0,9e15,9.8,0,0,0\n");

        assertThat(refused.code()).isEqualTo("sidecar-values-impossible");
        assertThat(refused.message()).contains("Sample 2", "accel_y", "upload it again");
    }

    @Test
    void a_hole_is_told_on_the_clock_of_the_video() throws IOException {
        var text = new StringBuilder("time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z\n");
        for (int i = 0; i < 100; i++) {
            text.append(7_000_000 + 5_000 * i + (i < 50 ? 0 : 500_000)).append(",0,0,9.8,0,0,0.1\n");
        }
        var read = streams(CSV, text.toString());
        long offset = read.alignments().getFirst().offsetNanos();

        assertThat(read.notesOnVideo())
                .filteredOn(note -> note.code().equals("stream-gap"))
                .extracting(note -> note.span().orElseThrow())
                .containsExactly(new TimeSpan(7_245_000_000L + offset, 7_750_000_000L + offset));
        assertThat(offset).isNotZero();
    }

    @Test
    void a_line_without_end_is_refused_before_it_is_held() throws IOException {
        assertThat(refused(CSV, "x".repeat(1 << 20)).code()).isEqualTo("sidecar-line-too-long");
    }

    @Test
    void a_number_that_would_take_for_ever_is_no_number() throws IOException {
        var refused = refused(GCSV, HEADER + "1e999999999,1,1,1,1,1,1\n2,1,1,1,1,1,1\n");

        assertThat(refused.code()).isEqualTo("sidecar-row-unreadable");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        assertThat(refused(CSV, "").code()).isEqualTo("sidecar-empty");
        assertThat(refused(GCSV, "").code()).isEqualTo("gcsv-not-one");
        assertThat(refused(GCSV, HEADER).code()).isEqualTo("sidecar-no-samples");
        assertThat(refused(new SidecarFormat.StrayScanner(), "").code()).isEqualTo("zip-unreadable");
    }

    @Test
    void an_accelerometer_without_gravity_is_found_out() throws IOException {
        var text = new StringBuilder("time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z\n");
        for (int i = 0; i < 100; i++) {
            text.append("%d,%f,0,0,0.1,0,0\n".formatted(i * 5000, (i % 10) * 0.3));
        }

        assertThat(streams(CSV, text.toString()).notes())
                .filteredOn(note -> note.code().equals("imu-acceleration-implausible"))
                .singleElement()
                .satisfies(note -> assertThat(note.message()).contains("without gravity"));
    }

    @Test
    void whatever_is_changed_in_a_file_the_answer_is_a_result() throws Exception {
        var recording = SyntheticRecording.seeded(
                4, SyntheticPlan.usual().lasting(Duration.ofMillis(300)).sized(96, 96));
        Path gcsv = folder.resolve("good.gcsv");
        Path csv = folder.resolve("good.csv");
        Path zip = folder.resolve("good.zip");
        recording.writeGcsv(gcsv);
        recording.writeImuCsv(csv);
        recording.writeStrayScannerZip(zip);
        var random = new SplittableRandom(9);
        Map<SidecarFormat, Path> files = Map.of(GCSV, gcsv, CSV, csv, new SidecarFormat.StrayScanner(), zip);
        for (Map.Entry<SidecarFormat, Path> one : files.entrySet()) {
            byte[] good = Files.readAllBytes(one.getValue());
            for (int i = 0; i < 700; i++) {
                byte[] bad = mutated(good, random);
                Path work = Files.createTempDirectory(folder, "fuzz");
                Path file = Files.write(work.resolve("bad"), bad);

                assertThat(SidecarProgram.read(one.getKey(), file, work)).isNotNull();
            }
        }
    }

    private static byte[] mutated(byte[] good, SplittableRandom random) {
        byte[] bad = Arrays.copyOf(good, random.nextInt(5) == 0 ? random.nextInt(good.length) : good.length);
        String tokens = "0123456789,-.eE\n;nan\u0000\"XYZPK";
        for (int flips = random.nextInt(6); flips >= 0 && bad.length > 0; flips--) {
            bad[random.nextInt(bad.length)] = random.nextBoolean()
                    ? (byte) random.nextInt()
                    : (byte) tokens.charAt(random.nextInt(tokens.length()));
        }
        return bad;
    }

    private SidecarResult read(SidecarFormat format, String text) throws IOException {
        Path file = Files.write(folder.resolve("file"), text.getBytes(StandardCharsets.UTF_8));
        return SidecarProgram.read(format, file, folder);
    }

    private SidecarResult.Streams streams(SidecarFormat format, String text) throws IOException {
        SidecarResult result = read(format, text);
        assertThat(result).isInstanceOf(SidecarResult.Streams.class);
        return (SidecarResult.Streams) result;
    }

    private SidecarResult.Refused refused(SidecarFormat format, String text) throws IOException {
        SidecarResult result = read(format, text);
        assertThat(result).isInstanceOf(SidecarResult.Refused.class);
        return (SidecarResult.Refused) result;
    }
}
