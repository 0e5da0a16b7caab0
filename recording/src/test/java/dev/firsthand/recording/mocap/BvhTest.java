package dev.firsthand.recording.mocap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BvhTest {
    private static final Path SAMPLES = Samples.folder("bvh");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                ".0083333",
                "-.5",
                "5.",
                "+7",
                "1e3",
                "-1.51632e-14",
                "2.36222E-15",
                "1e22",
                "1e23",
                "9007199254740993",
                "0.1234567890123456789",
                "123456789012345678901234567890",
                "4.9e-324",
                "1e-400",
                "0.016666666666666666",
                "0.0417083750417",
                "17976931348623157e292",
                "1.7976931348623157e-305",
                "00012.50"
            })
    void numbers_are_bit_equal_to_those_of_java(String text) throws IOException {
        double expected = Double.parseDouble(text);

        assertThat(Double.doubleToRawLongBits(number(text))).isEqualTo(Double.doubleToRawLongBits(expected));
    }

    @Test
    void random_numbers_in_all_writings_are_bit_equal_to_those_of_java() throws IOException {
        var random = new Random(7);
        var text = new StringBuilder();
        var expected = new ArrayList<Double>();
        for (int i = 0; i < 200_000; i++) {
            String one = switch (i % 4) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 -> "%.6f".formatted(random.nextGaussian() * 90);
                case 2 -> Float.toString((float) random.nextGaussian());
                default -> "%.3e".formatted(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            };
            if (Double.isFinite(Double.parseDouble(one))) {
                text.append(one).append(i % 3 == 0 ? "\r\n" : "\t ");
                expected.add(Double.parseDouble(one));
            }
        }
        var scanner = new TextScanner(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII)));
        for (double one : expected) {
            assertThat(Double.doubleToRawLongBits(scanner.number())).isEqualTo(Double.doubleToRawLongBits(one));
        }
        assertThat(scanner.more()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "0x10", "12f", "1,2,3", "one", "--1", "1e", "."})
    void what_is_no_number_is_refused_with_its_line(String text) {
        assertThatExceptionOfType(UnreadableMotion.class)
                .isThrownBy(() -> number("\n" + text))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("motion-number-unreadable"))
                .withMessageContaining("Line 2");
    }

    @Test
    void names_hold_blanks_colons_and_digits_and_braces_touch_words() throws IOException {
        Bvh bvh = bvh("""
                hierarchy
                root mixamorig:Hips{offset 0 0 0 Channels 3 Zrotation xrotation YROTATION
                JOINT Neck 1
                { OFFSET 0 1 0 CHANNELS 1 Xrotation End Site{OFFSET 0 1 0}}}
                motion
                frames: 1
                FRAME  time: .5
                1 2 3 4
                """);

        assertThat(bvh.nodes()).extracting(Bvh.Node::name).containsExactly("mixamorig:Hips", "Neck 1", "Neck 1 end");
        assertThat(bvh.nodes()).extracting(Bvh.Node::parent).containsExactly(-1, 0, 1);
        assertThat(bvh.frameSeconds()).isEqualTo(0.5);
        assertThat(bvh.values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void channels_turn_in_the_order_in_which_they_are_listed() throws IOException {
        assertThat(tip("Zrotation Xrotation", "90 90")).containsExactly(0, 1, 0);
        assertThat(tip("Xrotation Zrotation", "90 90")).containsExactly(0, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"LF, 2, 0, false", "CRLF, 2, 0, false", "CUT, 1, 0, true", "SHORT, 3, 1, false", "LONG, 3, 1, false"})
    void a_line_with_the_wrong_count_spoils_its_own_frame_only(String how, int frames, int spoiled, boolean cut)
            throws IOException {
        String body = switch (how) {
            case "CUT" -> "1 2 3\n4 5\n";
            case "SHORT" -> "1 2 3\n4 5\n7 8 9\n";
            case "LONG" -> "1 2 3\n4 5 6 6\n7 8 9\n";
            default -> "1 2 3\n7 8 9\n";
        };
        String file = HEAD + "Frames: 2\nFrame Time: 0.1\n" + body;
        Bvh bvh = bvh(how.equals("CRLF") ? file.replace("\n", "\r\n") : file);

        assertThat(bvh.frames()).isEqualTo(frames);
        assertThat(bvh.odd().spoiledFrames()).isEqualTo(spoiled);
        assertThat(bvh.odd().lastCut()).isEqualTo(cut);
        if (frames > 1) {
            assertThat(bvh.values()).endsWith(7, 8, 9);
        }
        if (spoiled > 0) {
            assertThat(bvh.values()[4]).isNaN();
        }
    }

    @Test
    void a_stated_count_that_is_wrong_is_noted_and_not_believed() throws IOException {
        Bvh bvh = bvh(HEAD + "Frames: 1000000\nFrame Time: 0.1\n1 2 3\n4 5 6\n");

        assertThat(bvh.frames()).isEqualTo(2);
        assertThat(bvh.declaredFrames()).isEqualTo(1_000_000);
        assertThat(BvhImport.of(bvh).report().decided("frame-count")).isTrue();
    }

    @Test
    void frames_that_run_over_lines_are_read_only_where_the_stated_count_fits() throws IOException {
        assertThat(bvh(HEAD + "Frames: 2\nFrame Time: 0.1\n1 2\n3 4\n5 6\n").values())
                .containsExactly(1, 2, 3, 4, 5, 6);
        refused(HEAD + "Frames: 3\nFrame Time: 0.1\n1 2\n3 4\n5 6\n", "bvh-frames-unclear");
    }

    @Test
    void a_decimal_comma_is_read_as_a_point_and_both_in_one_file_are_refused() throws IOException {
        Bvh bvh = bvh(HEAD.replace("1 0 0", "1,5 0 0") + "Frames: 1\nFrame Time: 0,1\n1,25 2 3\n");
        assertThat(bvh.values()).containsExactly(1.25, 2, 3);
        assertThat(bvh.frameSeconds()).isEqualTo(0.1);
        assertThat(bvh.odd().decimalComma()).isTrue();

        refused(HEAD + "Frames: 1\nFrame Time: 0.1\n1,25 2 3\n", "bvh-comma-and-point");
    }

    @Test
    void values_that_say_they_are_missing_are_missing() throws IOException {
        Bvh bvh = bvh(HEAD + "Frames: 1\nFrame Time: 0.1\n1 nan -nan(ind)\n");

        assertThat(bvh.values()).containsExactly(1, Double.NaN, Double.NaN);
        assertThat(bvh.odd().notNumbers()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "Kaydara => bvh-not-one",
                "HIERARCHY MOTION => motion-word-unexpected",
                "HIERARCHY ROOT a#{ OFFSET 0 0 => motion-cut",
                "HIERARCHY ROOT a#{ OFFSET 0 0 0 CHANNELS 7 => bvh-channels",
                "HIERARCHY ROOT a#{ CHANNELS 2 Xrotation Xrotation } => motion-word-unexpected",
                "HIERARCHY ROOT a#{ CHANNELS 1 Wrotation } => motion-word-unexpected",
                "HIERARCHY ROOT a#{ } MOTION Frames: 1 Frame Time: 1 => bvh-no-channels",
                "HIERARCHY ROOT a#{ CHANNELS 1 Xrotation } MOTION Frames: 1 Frame Time: 0 => bvh-frame-time",
                "HIERARCHY ROOT a#{ CHANNELS 1 Xrotation } MOTION Frames: 1 Frame Time: 1 => bvh-no-frames"
            })
    void what_can_not_be_read_is_refused_by_a_code(String file, String code) {
        refused(file.replace('#', '\n'), code);
    }

    @Test
    void more_joints_or_deeper_ones_than_the_limits_are_refused() {
        String wide = "HIERARCHY ROOT a\n{\n" + "JOINT b\n{ }\n".repeat(5000) + "}";
        String deep = "HIERARCHY ROOT a\n{\n" + "JOINT b\n{\n".repeat(5000);

        refused(wide, "motion-joints-many");
        refused(deep, "motion-joints-many");
        refused("HIERARCHY ROOT " + "a".repeat(400) + "\n{", "motion-name-long");
        refused("HIERARCHY " + "a".repeat(100_000), "motion-word-long");
        for (String endless :
                new String[] {"1".repeat(70_000), "0." + "0".repeat(66_000) + "1", "1e" + "0".repeat(66_000)}) {
            refused(HEAD + "Frames: 1\nFrame Time: " + endless + "\n1 2 3\n", "motion-word-long");
        }
    }

    @Test
    void what_is_written_read_and_written_again_has_the_same_bytes_and_values() throws IOException {
        var random = new Random(7);
        var text = new StringBuilder(HEAD + "Frames: 500\nFrame Time: 0.0417083750417\n");
        for (int i = 0; i < 500; i++) {
            text.append("%s %s -0.0\n".formatted(random.nextGaussian() * 1e-9, random.nextInt(1000) / 8.0));
        }
        Bvh bvh = bvh(text.toString());

        byte[] once = written(bvh);
        Bvh again = BvhReader.read(new ByteArrayInputStream(once), once.length);

        assertThat(written(again)).isEqualTo(once);
        assertThat(again.values()).isEqualTo(bvh.values());
    }

    @Test
    void every_sample_opens_and_is_written_byte_stable() throws IOException {
        assumeThat(SAMPLES).isDirectory();
        for (Path file : samples()) {
            Bvh bvh = BvhReader.read(file);
            byte[] once = written(bvh);
            Bvh again = BvhReader.read(new ByteArrayInputStream(once), once.length);

            assertThat(written(again)).as("%s", file).isEqualTo(once);
            assertThat(again.values()).as("%s", file).isEqualTo(bvh.values());
            assertThat(bvh.frames()).as("%s", file).isEqualTo(bvh.declaredFrames());
        }
    }

    @Test
    void no_damage_to_a_file_hangs_the_reader_or_fills_the_memory() throws IOException {
        byte[] whole = (HEAD + "Frames: 3\nFrame Time: 0.1\n1 2 3\n4e1 .5 6\n7 8 9\n").getBytes(StandardCharsets.UTF_8);
        var random = new Random(7);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] damaged = Damage.of(whole, random);
            try {
                BvhImport.of(BvhReader.read(new ByteArrayInputStream(damaged), damaged.length));
                read++;
            } catch (UnreadableMotion refused) {
                assertThat(refused.code()).startsWith(refused.code().startsWith("bvh") ? "bvh-" : "motion-");
            }
        }
        assertThat(read).isBetween(1, 99_999);
    }

    static final String HEAD = """
            HIERARCHY
            ROOT Hips
            {
                OFFSET 0 0 0
                CHANNELS 3 Zrotation Xrotation Yrotation
                End Site
                {
                    OFFSET 1 0 0
                }
            }
            MOTION
            """;

    static List<Path> samples() throws IOException {
        try (var files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".bvh"))
                    .sorted()
                    .toList();
        }
    }

    static Bvh bvh(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return BvhReader.read(new ByteArrayInputStream(bytes), bytes.length);
    }

    private static byte[] written(Bvh bvh) throws IOException {
        var out = new ByteArrayOutputStream();
        BvhWriter.write(bvh, out);
        return out.toByteArray();
    }

    /// Where the tip of a bone that lies along x ends, on the file's own axes.
    private static long[] tip(String channels, String values) throws IOException {
        Bvh bvh = bvh(
                "HIERARCHY ROOT a\n{ CHANNELS 2 %s End Site { OFFSET 1 0 0 } }\nMOTION Frames: 1\nFrame Time: 1\n%s\n"
                        .formatted(channels, values));
        Pose pose = new Pose(new BvhPoses(bvh, new boolean[2], Axes.Z_UP, 1).clip(1)).at(0);
        return new long[] {Math.round(pose.x(1)), Math.round(pose.y(1)), Math.round(pose.z(1))};
    }

    private static double number(String text) throws IOException {
        return new TextScanner(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).number();
    }

    private static void refused(String file, String code) {
        assertThatExceptionOfType(UnreadableMotion.class)
                .isThrownBy(() -> bvh(file))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
