package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firsthand.recording.mocap.C3d.Processor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class C3dTest {
    private static final Path SAMPLES = Samples.folder("c3d");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "INTEL, true",
        "INTEL, false",
        "DEC, true",
        "DEC, false",
        "MIPS, true",
        "MIPS, false",
    })
    void all_six_encodings_give_the_same_points_and_analogue_values(Processor processor, boolean real)
            throws IOException {
        C3d c3d = read(new TinyC3d(processor, real));

        assertThat(c3d.encoding()).isEqualTo(new C3d.Encoding(processor, real));
        assertThat(c3d.labels()).containsExactly("HEAD", "point 2");
        assertThat(c3d.framesPerSecond()).isEqualTo(50);
        assertThat(c3d.frames()).isEqualTo(3);
        assertThat(c3d.points()).startsWith(0, 10, -20, Float.NaN, Float.NaN, Float.NaN, 1, 10, -20);
        assertThat(c3d.residuals()).startsWith(1.5f, -1, 1.5f);
        assertThat(c3d.cameras()[0]).isEqualTo((byte) 5);
        assertThat(c3d.analogPerFrame()).isEqualTo(2);
        assertThat(c3d.analog()).startsWith(40, 44, 48, 52);
    }

    @Test
    void a_header_that_counts_channels_instead_of_samples_gives_way_to_the_length_of_the_file() throws IOException {
        var tiny = new TinyC3d(Processor.INTEL, true);
        tiny.headerAnalog = 1;
        tiny.frames = 200;
        C3d c3d = read(tiny);

        assertThat(c3d.analog()).startsWith(40, 44, 48, 52);
        assertThat(c3d.decisions()).extracting(ImportReport.Decision::code).contains("c3d-analog-count");
    }

    @Test
    void a_file_cut_short_gives_the_whole_frames_that_it_holds_and_says_so() throws IOException {
        byte[] bytes = new TinyC3d(Processor.INTEL, true).bytes();
        Path file = Files.write(folder.resolve("cut.c3d"), java.util.Arrays.copyOf(bytes, TinyC3d.DATA_AT + 100));

        C3d c3d = C3dReader.read(file);

        assertThat(c3d.declaredFrames()).isEqualTo(3);
        assertThat(c3d.frames()).isEqualTo(2);
        assertThat(c3d.decisions()).extracting(ImportReport.Decision::code).contains("frame-count");
    }

    @Test
    void more_points_than_are_read_of_any_file_are_refused() throws IOException {
        byte[] bytes = new TinyC3d(Processor.INTEL, true).bytes();
        bytes[2] = (byte) 0xff;
        bytes[3] = (byte) 0xff;
        Path file = Files.write(folder.resolve("many.c3d"), bytes);

        assertThatThrownBy(() -> C3dReader.read(file)).hasMessageContaining("65535 points are stated");
    }

    @Test
    void frame_counts_beyond_sixteen_bits_are_taken_from_the_trial() throws IOException {
        var tiny = new TinyC3d(Processor.INTEL, false);
        tiny.frames = 70_000;
        C3d c3d = read(tiny);

        assertThat(c3d.frames()).isEqualTo(70_000);
        assertThat(c3d.points()[6 * 69_999]).isEqualTo(69_999 % 1000);
    }

    @Test
    void points_are_given_in_metres_with_z_up() throws IOException {
        var points = MarkersImport.of(read(new TinyC3d(Processor.INTEL, true)));

        assertThat(points.markers().placesMetres()[2]).isCloseTo(0.010f, within(1e-9f));
        assertThat(points.report().upAxis()).isEqualTo("Y");
        assertThat(points.markers().seen(0, 0)).isTrue();
        assertThat(points.markers().seen(0, 1)).isFalse();
    }

    @Test
    void samples_of_one_trial_in_six_encodings_are_equal() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        for (String trial : List.of("sample01", "sample02")) {
            var all = new ArrayList<C3d>();
            for (Path file : samples(trial)) {
                all.add(C3dReader.read(file));
            }
            assertThat(all).hasSize(6);
            C3d first = all.getFirst();
            double step = Objects.requireNonNull(first.parameters().get("POINT:SCALE"))
                    .numbers()
                    .getFirst();
            for (C3d other : all) {
                assertThat(other.labels()).isEqualTo(first.labels());
                assertThat(other.points()).hasSameSizeAs(first.points());
                for (int i = 0; i < first.points().length; i++) {
                    float one = first.points()[i];
                    float two = other.points()[i];
                    assertThat(Float.isNaN(one)).isEqualTo(Float.isNaN(two));
                    if (!Float.isNaN(one)) {
                        assertThat(two).isCloseTo(one, within((float) (Math.abs(step) * 1.0001)));
                    }
                }
            }
        }
    }

    @Test
    void every_sample_that_is_not_empty_opens() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        for (Path file : samples("")) {
            if (Files.size(file) == 0) {
                assertThatExceptionOfType(UnreadableMotion.class).isThrownBy(() -> C3dReader.read(file));
                continue;
            }
            C3d c3d = C3dReader.read(file);
            assertThat(c3d.frames()).as("%s", file).isPositive();
            assertThat(c3d.labels()).as("%s", file).isNotEmpty();
            assertThat(MarkersImport.of(c3d).markers().frames()).isEqualTo(c3d.frames());
        }
    }

    @Test
    void no_damage_to_a_file_hangs_the_reader_or_fills_the_memory() throws IOException {
        byte[] whole = new TinyC3d(Processor.INTEL, true).bytes();
        var random = new Random(7);
        int read = 0;
        Path file = folder.resolve("damaged.c3d");
        for (int i = 0; i < 3_000; i++) {
            Files.write(file, Damage.of(whole, random));
            try {
                MarkersImport.of(C3dReader.read(file));
                read++;
            } catch (UnreadableMotion refused) {
                assertThat(refused.code()).isIn("c3d-not-one", "motion-too-long", "motion-joints-many");
            }
        }
        assertThat(read).isBetween(1, 2_999);
    }

    private C3d read(TinyC3d tiny) throws IOException {
        return C3dReader.read(Files.write(folder.resolve("tiny.c3d"), tiny.bytes()));
    }

    private static List<Path> samples(String part) throws IOException {
        try (var files = Files.list(SAMPLES)) {
            return files.filter(file ->
                            file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".c3d"))
                    .filter(file -> file.toString().contains(part))
                    .sorted()
                    .toList();
        }
    }
}
