package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablesTest {
    private static final Path SAMPLES = Samples.folder("trc");
    private static final String TRC = """
            PathFileType\t4\t(X/Y/Z)\ttest.trc
            DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames
            100\t100\t3\t2\tmm\t100\t1\t3
            Frame#\tTime\tone\t\t\ttwo\t\t
            \t\tX1\tY1\tZ1\tX2\tY2\tZ2

            1\t0.00\t1000\t2e3\t-3000\t\t\t
            2\t0.01\t1\t2\t3\tNan\tNAN\tnan
            3\t0.02\t1\t2\t3\t4\t5\t6
            """;

    @Test
    void points_are_read_in_metres_and_empty_or_nan_cells_are_points_not_seen() throws IOException {
        Motion.Points points = trc(TRC);

        assertThat(points.markers().labels()).containsExactly("one", "two");
        assertThat(points.markers().placesMetres()).startsWith(1, 2, -3, Float.NaN, Float.NaN, Float.NaN);
        assertThat(points.markers().placesMetres()).endsWith(0.004f, 0.005f, 0.006f);
        assertThat(points.markers().framesPerSecond()).isCloseTo(100, within(1e-9));
        assertThat(points.report().decided("frame-count")).isFalse();
    }

    @Test
    void line_ends_of_windows_change_nothing() throws IOException {
        assertThat(trc(TRC.replace("\n", "\r\n")).markers().placesMetres())
                .isEqualTo(trc(TRC).markers().placesMetres());
    }

    @Test
    void what_is_written_is_read_again_as_it_was() throws IOException {
        Markers markers = trc(TRC).markers();
        var out = new ByteArrayOutputStream();
        TrcFile.write(markers, out);
        Motion.Points again = TrcFile.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(again.markers().placesMetres()).isEqualTo(markers.placesMetres());
        assertThat(again.markers().labels()).isEqualTo(markers.labels());
        assertThat(again.markers().timeNanos(2)).isEqualTo(markers.timeNanos(2));
    }

    @Test
    void counts_rates_and_times_that_lie_are_told() throws IOException {
        var report = trc(TRC.replace("100\t100\t3\t2", "60\t100\t4\t7")).report();

        assertThat(report.decided("frame-count")).isTrue();
        assertThat(report.decided("marker-count")).isTrue();
        assertThat(report.decided("rate-disagrees")).isTrue();
        assertThat(report.framesPerSecond()).isCloseTo(100, within(1e-6));
        assertThat(trc(TRC.replace("0.02", "0.00")).report().decided("times-backward"))
                .isTrue();
    }

    @Test
    void columns_of_joint_angles_are_read_with_their_unit() throws IOException {
        Motion.Table table = mot("name\ninDegrees=yes\nnRows=2\nendheader\n\ntime\thip\tknee\n0 1 2\n0.1\t3\tNaN\n");

        assertThat(table.table().columns()).containsExactly("hip", "knee");
        assertThat(table.table().values()).containsExactly(1, 2, 3, Double.NaN);
        assertThat(table.table().degrees()).isTrue();
        assertThat(table.report().framesPerSecond()).isCloseTo(10, within(1e-9));
        assertThat(mot("datarows 3\nendheader\ntime a\n0 1\n").report().decided("frame-count"))
                .isTrue();
        assertThat(mot("endheader\ntime a\n0 1\n").report().decided("angle-unit-unknown"))
                .isTrue();
    }

    @Test
    void csv_has_times_in_nanoseconds_metres_and_empty_cells_for_what_was_not_seen() throws IOException {
        var out = new ByteArrayOutputStream();
        MotionCsv.write(trc(TRC.replace("one", "a,\"b")).markers(), out);

        assertThat(out.toString(StandardCharsets.UTF_8).lines().limit(2))
                .containsExactly(
                        "time_ns,\"a,\"\"b_x_m\",\"a,\"\"b_y_m\",\"a,\"\"b_z_m\",two_x_m,two_y_m,two_z_m",
                        "0,1.0,2.0,-3.0,,,");
    }

    @ParameterizedTest
    @CsvSource({
        "'time a', mot-not-one",
        "'endheader\nx a\n1 2', mot-columns",
        "'endheader\ntime a\n', mot-no-rows",
        "'endheader\ntime a\n1 2 3', mot-row",
        "'endheader\ntime a\n1 x', motion-number-unreadable"
    })
    void tables_that_can_not_be_read_are_refused_by_a_code(String text, String code) {
        assertThatExceptionOfType(UnreadableMotion.class)
                .isThrownBy(() -> mot(text))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    @Test
    void every_sample_opens() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        try (var files = Files.list(SAMPLES)) {
            for (Path file : files.filter(one -> one.toString().matches(".*\\.(trc|mot)"))
                    .toList()) {
                assertThat(MotionFiles.read(file).report().frames())
                        .as("%s", file)
                        .isGreaterThan(4);
            }
        }
    }

    @Test
    void fbx_is_refused_with_what_to_do(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("take.bin"), "Kaydara FBX Binary  \0");

        assertThatExceptionOfType(UnreadableMotion.class)
                .isThrownBy(() -> MotionFiles.read(file))
                .withMessageContaining("BVH or GLB")
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("fbx-refused"));
        Path other = Files.writeString(folder.resolve("notes.txt"), "hello");
        assertThatExceptionOfType(UnreadableMotion.class)
                .isThrownBy(() -> MotionFiles.read(other))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("motion-format-unknown"));
    }

    @Test
    void no_damage_to_a_table_hangs_the_reader() throws IOException {
        var random = new Random(7);
        byte[] whole = TRC.getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                TrcFile.read(new ByteArrayInputStream(Damage.of(whole, random)));
                read++;
            } catch (UnreadableMotion refused) {
                assertThat(refused.code()).isNotEmpty();
            }
        }
        assertThat(read).isBetween(1, 19_999);
    }

    private static Motion.Points trc(String text) throws IOException {
        return TrcFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Motion.Table mot(String text) throws IOException {
        return MotFile.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
