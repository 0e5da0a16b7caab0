package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionCommandsTest {
    private static final String BVH = """
            HIERARCHY
            ROOT a
            {
                OFFSET 0 0 0
                CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
                End Site
                {
                    OFFSET 0 10 0
                }
            }
            MOTION
            Frames: %d
            Frame Time: 0.01
            0 90 0 0 0 0
            100 90 0 0 0 0
            """;

    /// A person who stands in a T-pose.
    static final String WALKER = """
            HIERARCHY
            ROOT Hips { OFFSET 0 0 0 CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
            JOINT Chest { OFFSET 0 30 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT Neck { OFFSET 0 24 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT Head { OFFSET 0 8 0 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 20 0 } } }
            JOINT LeftArm { OFFSET 18 20 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftForeArm { OFFSET 28 0 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftHand { OFFSET 25 0 0 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 9 0 0 } } } }
            JOINT RightArm { OFFSET -18 20 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightForeArm { OFFSET -28 0 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightHand { OFFSET -25 0 0 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET -9 0 0 } } } } }
            JOINT LeftUpLeg { OFFSET 9 0 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftLeg { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftFoot { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT LeftToeBase { OFFSET 0 -6 14 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 0 5 } } } } }
            JOINT RightUpLeg { OFFSET -9 0 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightLeg { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightFoot { OFFSET 0 -42 0 CHANNELS 3 Zrotation Xrotation Yrotation
            JOINT RightToeBase { OFFSET 0 -6 14 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 0 5 } } } } }
            }
            MOTION
            Frames: 2
            Frame Time: 0.01
            0 90 0%s
            0 90 0%s
            """.formatted(" 0".repeat(54), " 0".repeat(54));

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void info_says_what_was_decided_and_why() throws IOException {
        assertThat(run("info", bvh(3))).isZero();
        assertThat(text(results))
                .contains(
                        "BVH, 2 parts, 2 frames at 100.000 a second", "unit cm (0.01 m), up Y", "look at frame-count");
        assertThat(run("info", bvh(2), "--metres-per-unit", "1", "--json")).isZero();
        assertThat(text(results)).contains("\"metresPerUnit\":1.0", "\"unit-stated\"");
    }

    @Test
    void check_fails_a_body_that_jumps_and_names_the_place() throws IOException {
        assertThat(run("check", bvh(2))).isZero(); // nothing is called hips: no check of a root can be made
        Path named =
                Files.writeString(folder.resolve("hips.bvh"), BVH.formatted(2).replace("ROOT a", "ROOT Hips"));
        assertThat(run("check", named.toString())).isEqualTo(1);
        assertThat(text(results)).contains("fail teleports at Hips from 0.00 s", "joint-limits    not made");
    }

    @Test
    void convert_writes_a_new_file_and_tells_of_losses() throws IOException {
        String trc = folder.resolve("out.trc").toString();
        assertThat(run("convert", bvh(2), trc)).isZero();
        assertThat(run("info", trc)).isZero();
        assertThat(text(results)).contains("TRC, 2 parts, 2 frames");
        assertThat(run("convert", bvh(2), trc)).isEqualTo(2);
        assertThat(text(screen)).contains("is there already");
        assertThat(run("convert", bvh(3), folder.resolve("out.csv").toString())).isEqualTo(3);
        assertThat(run("convert", trc, folder.resolve("other.bvh").toString())).isEqualTo(2);
    }

    @Test
    void a_phones_log_is_told_and_written_as_columns_in_one_unit() throws IOException {
        Path gcsv = Files.writeString(folder.resolve("phone.gcsv"), """
                GYROFLOW IMU LOG
                version,1.3
                id,own
                orientation,XYZ
                tscale,0.001
                gscale,0.001
                ascale,0.001
                t,gx,gy,gz,ax,ay,az
                """ + rows("%d,1000,0,0,0,0,1000%n"));
        Path csv = Files.writeString(
                folder.resolve("phone.csv"), "t,ax,ay,az,gx,gy,gz\n" + rows("%d,0,0,9.80665,1,0,0%n"));
        String declaration = "time=t[ms];accel=ax,ay,az[m/s^2];gyro=gx,gy,gz[rad/s]";
        Path one = folder.resolve("gcsv.out.csv");
        Path other = folder.resolve("csv.out.csv");

        assertThat(run("info", gcsv.toString())).as(text(screen)).isZero();
        assertThat(text(results)).contains("gcsv, 6 parts, 1000 frames at 200.000 a second", "times-from-first");
        assertThat(run("info", csv.toString())).isEqualTo(1);
        assertThat(text(screen)).contains("CSV with --declaration");
        assertThat(run("convert", gcsv.toString(), one.toString())).isZero();
        assertThat(run("convert", csv.toString(), other.toString(), "--declaration", declaration))
                .isZero();
        assertThat(Files.readAllLines(one).getFirst())
                .isEqualTo("time_ns,accel_x_mps2,accel_y_mps2,accel_z_mps2,gyro_x_radps,gyro_y_radps,gyro_z_radps");
        assertThat(Files.readAllLines(one).get(2)).isEqualTo("5000000,0.0,0.0,9.80665,1.0,0.0,0.0");
        assertThat(other).hasSameTextualContentAs(one);
        assertThat(run("check", gcsv.toString())).isEqualTo(1);
    }

    /// Five seconds, 5 ms apart.
    private static String rows(String row) {
        return IntStream.range(0, 1_000).mapToObj(i -> row.formatted(5 * i)).collect(Collectors.joining());
    }

    @Test
    void a_file_in_which_no_body_is_found_is_not_said_to_be_sound() throws IOException {
        assertThat(run("check", bvh(2), "--html", folder.resolve("page.html").toString()))
                .isZero();
        assertThat(text(results)).contains("8 checks not made", "teleports       not made");
        assertThat(folder.resolve("page.html")).content().contains("8 checks could not be made");
    }

    @Test
    void convert_writes_mcap_and_a_set_that_the_validator_passes() throws IOException {
        Path walker = Files.writeString(folder.resolve("walker.bvh"), WALKER);
        Path set = folder.resolve("set");

        assertThat(run(
                        "convert",
                        walker.toString(),
                        folder.resolve("walker.mcap").toString()))
                .isZero();
        assertThat(folder.resolve("walker.mcap")).isNotEmptyFile();
        assertThat(run("convert", walker.toString(), set.toString(), "--layout", "lerobot"))
                .isEqualTo(2);
        assertThat(text(screen)).contains("add --task");
        assertThat(set).doesNotExist();
        for (int exit : new int[] {0, 2}) {
            assertThat(run("convert", walker.toString(), set.toString(), "--layout", "lerobot", "--task", "stand"))
                    .isEqualTo(exit);
        }
        assertThat(text(screen)).contains("2 frames at 100 a second", "name another folder");
        assertThat(Main.run(new String[] {"lerobot", "validate", set.toString()}, out(results), out(screen)))
                .isZero();
    }

    @Test
    void retarget_writes_mcap_and_a_set_of_state_and_action() throws IOException {
        Path walker = Files.writeString(folder.resolve("walker.bvh"), WALKER);
        Path set = folder.resolve("set");

        assertThat(run(
                        "retarget",
                        walker.toString(),
                        "--robot",
                        "g1",
                        "--out",
                        folder.resolve("g1.mcap").toString()))
                .isZero();
        assertThat(folder.resolve("g1.mcap")).isNotEmptyFile();
        assertThat(run(
                        "retarget",
                        walker.toString(),
                        "--robot",
                        "g1",
                        "--out",
                        set.toString(),
                        "--layout",
                        "lerobot",
                        "--task",
                        "stand"))
                .isZero();
        assertThat(Main.run(new String[] {"lerobot", "validate", set.toString()}, out(results), out(screen)))
                .isZero();
    }

    @Test
    void retarget_writes_what_a_robot_can_follow_and_says_how_well() throws IOException {
        Path walker = Files.writeString(folder.resolve("walker.bvh"), WALKER);
        String out = folder.resolve("g1.csv").toString();

        assertThat(run("retarget", walker.toString(), "--robot", "g1", "--out", out))
                .isZero();

        assertThat(text(results))
                .contains("2 frames", "calibrated by the rest pose", "left knee: left_knee_joint", "hands off by");
        assertThat(Files.readAllLines(Path.of(out)))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("Frame,root_translateX")
                .endsWith("right_wrist_yaw_joint_dof");
        String plain = folder.resolve("h1.csv").toString();
        assertThat(run(
                        "retarget",
                        walker.toString(),
                        "--robot",
                        "h1-2",
                        "--out",
                        plain,
                        "--layout",
                        "joints",
                        "--json"))
                .isZero();
        assertThat(text(results)).contains("\"footSlideShare\":0.0");
        assertThat(Files.readAllLines(Path.of(plain))).hasSize(2);
    }

    @Test
    void ergonomics_says_what_is_sure_and_what_is_possible() throws IOException {
        Path walker = Files.writeString(folder.resolve("walker.bvh"), WALKER);

        assertThat(run("ergonomics", walker.toString())).isZero();
        assertThat(text(results)).contains("reba-2000-1", "very high", "owas-1977-1, mean", "advice for the person");
        assertThat(run("ergonomics", walker.toString(), "--json")).isZero();
        assertThat(text(results)).contains("\"rebaShareWorst\":{");
        assertThat(run("ergonomics", bvh(2))).isEqualTo(1);
        assertThat(text(screen)).contains("ergonomics-no-body");
    }

    /// The lift by hand: 23 kg times 25/40, 1 - 0.003 * 45, 0.82 + 4.5/70, 0.91 of the table, 0.95.
    @Test
    void what_is_declared_of_a_load_narrows_the_scores_and_a_lift_has_its_limit() throws IOException {
        String walker = Files.writeString(folder.resolve("walker.bvh"), WALKER).toString();
        Path page = folder.resolve("strain.html");

        assertThat(run("ergonomics", walker)).isZero();
        String open = text(results);
        assertThat(run("ergonomics", walker, "--load-kg", "12", "--grip", "fair", "--jolts", "no"))
                .isZero();
        String narrowed = text(results).substring(open.length());
        assertThat(narrowed).contains("declared: a load of 12.0 kg", "declared: grip: fair", "declared: jolts: no");
        assertThat(rulaWorst(narrowed)).isLessThanOrEqualTo(rulaWorst(open));
        assertThat(rulaBest(narrowed)).isGreaterThan(rulaBest(open));

        String[] lift = {
            "ergonomics",
            walker,
            "--load-kg",
            "12",
            "--grip",
            "fair",
            "--html",
            page.toString(),
            "--lift-forward-cm",
            "40",
            "--lift-high-cm",
            "30",
            "--lift-travel-cm",
            "70",
            "--lift-turn-degrees",
            "0",
            "--lifts-per-minute",
            "2",
            "--lift-hours",
            "1"
        };
        assertThat(run(lift)).isZero();
        assertThat(text(results)).contains("niosh-1991-1: at most 9.5 kg", "1.26 times as much");
        assertThat(page).content().contains("niosh-1991-1: at most 9.5 kg");
        assertThat(run("ergonomics", walker, "--load-kg", "12", "--lift-forward-cm", "40"))
                .isNotZero();
        assertThat(run("ergonomics", walker, "--load-kg", "-1")).isNotZero();
    }

    private static double rulaBest(String said) {
        return rula(said, 0);
    }

    private static double rulaWorst(String said) {
        return rula(said, 1);
    }

    private static double rula(String said, int end) {
        String line =
                said.lines().filter(one -> one.contains("of 7")).findFirst().orElseThrow();
        return Double.parseDouble(line.replaceAll(".*mean ([0-9.]+) \\.\\. ([0-9.]+) of 7", end == 0 ? "$1" : "$2"));
    }

    @Test
    void pages_hold_the_figures_that_the_json_holds_and_never_replace_a_file() throws IOException {
        String walker = Files.writeString(folder.resolve("walker.bvh"), WALKER).toString();
        Path strain = folder.resolve("strain.html");
        Path check = folder.resolve("check.html");
        Path robot = folder.resolve("robot.html");
        String out = folder.resolve("g1.csv").toString();

        assertThat(run("ergonomics", walker, "--json", "--html", strain.toString()))
                .isZero();
        double mean =
                new ObjectMapper().readTree(text(results)).get("rulaMeanWorst").asDouble();
        assertThat(strain).content().contains("<td>%.1f</td>".formatted(mean), "No break was due");
        assertThat(run("check", walker, "--html", check.toString())).isZero();
        assertThat(check).content().contains("Check of walker.bvh");
        results.reset();
        assertThat(run("retarget", walker, "--robot", "g1", "--out", out, "--json", "--html", robot.toString()))
                .isZero();
        double hands =
                new ObjectMapper().readTree(text(results)).get("handMeanMetres").asDouble();
        assertThat(robot).content().contains("<td>%.1f mm</td>".formatted(1e3 * hands));
        Files.delete(Path.of(out));
        for (String[] words : new String[][] {
            {"ergonomics", walker, "--html", strain.toString()},
            {"check", walker, "--html", check.toString()},
            {"retarget", walker, "--robot", "g1", "--out", out, "--html", robot.toString()}
        }) {
            assertThat(run(words)).isEqualTo(2);
        }
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void align_says_how_the_clocks_stand_or_why_it_can_not_be_told() throws IOException {
        Path phone = folder.resolve("phone.gcsv");
        Path suit = folder.resolve("suit.bvh");
        nods(phone, suit);

        assertThat(run("align", suit.toString(), phone.toString())).isZero();
        assertThat(text(results)).containsPattern("phone = suit \\+(199\\d|200\\d)\\.\\d ms, right within");
        assertThat(run("align", suit.toString(), phone.toString(), "--json")).isZero();
        assertThat(text(results)).contains("\"method\":\"gyro\"");
        assertThat(run("align", suit.toString(), phone.toString(), "--part", "left_hand"))
                .isEqualTo(1);
        assertThat(text(screen)).contains("align-no-part");
        assertThat(run("align", suit.toString(), phone.toString(), "--clap")).isEqualTo(1);
        assertThat(text(screen)).contains("align-no-clap");
        assertThat(run("align", bvh(2), suit.toString())).isEqualTo(1);
        assertThat(text(screen)).contains("gcsv-not-one");
    }

    /// A head that nods unevenly, as a phone felt it and as a suit that began two seconds later wrote it.
    private static void nods(Path phone, Path suit) throws IOException {
        var random = new SplittableRandom(5);
        var felt =
                new StringBuilder("GYROFLOW IMU LOG\nversion,1.3\norientation,XYZ\ntscale,0.01\ngscale,1\nascale,1\n");
        felt.append("t,gx,gy,gz,ax,ay,az\n");
        var frames = new StringBuilder();
        double rate = 0;
        double angle = 0;
        for (int i = 0; i < 3000; i++) {
            rate += 0.1 * (random.nextGaussian() - rate) - 0.01 * angle;
            felt.append("%d,%.6f,0,0,0,1,0\n".formatted(i, rate));
            if (i >= 200) {
                frames.append("0 90 0 0 0 0 0 %.6f 0\n".formatted(Math.toDegrees(angle)));
            }
            angle += rate / 100;
        }
        Files.writeString(phone, felt);
        Files.writeString(suit, """
                HIERARCHY
                ROOT Hips { OFFSET 0 0 0 CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
                JOINT Head { OFFSET 0 60 0 CHANNELS 3 Zrotation Xrotation Yrotation End Site { OFFSET 0 20 0 } } }
                MOTION
                Frames: 2800
                Frame Time: 0.01
                """ + frames);
    }

    @Test
    void retarget_says_what_to_do_where_it_can_not() throws IOException {
        String out = folder.resolve("g1.csv").toString();

        assertThat(run("retarget", bvh(2), "--robot", "g1", "--out", out)).isEqualTo(1);
        assertThat(text(screen)).contains("retarget-no-body");
        assertThat(run("retarget", bvh(2), "--robot", "r2d2", "--out", out)).isEqualTo(1);
        assertThat(text(screen)).contains("r2d2 is none of g1, h1-2 and so101");
        Path odd = Files.writeString(folder.resolve("odd.urdf"), "<robot name='odd'><link name='a'/></robot>");
        assertThat(run("retarget", bvh(2), "--robot", odd.toString(), "--out", out))
                .isEqualTo(1);
        assertThat(text(screen)).contains("retarget-roles");
        assertThat(run(
                        "retarget",
                        bvh(2),
                        "--robot",
                        "g1",
                        "--out",
                        folder.resolve("g1.npz").toString()))
                .isEqualTo(2);
        assertThat(run("retarget", bvh(2), "--robot", "g1", "--out", odd.toString()))
                .isEqualTo(2);
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void what_can_not_be_read_is_said_with_its_code_and_what_to_do() throws IOException {
        Path fbx = Files.writeString(folder.resolve("take.fbx"), "Kaydara FBX Binary");

        assertThat(run("info", fbx.toString())).isEqualTo(1);
        assertThat(text(screen)).contains("fbx-refused", "BVH or GLB");
        assertThat(run("info", folder.resolve("none.bvh").toString())).isEqualTo(1);
        assertThat(run()).isEqualTo(2);
    }

    private String bvh(int declared) throws IOException {
        return Files.writeString(folder.resolve("take.bvh"), BVH.formatted(declared))
                .toString();
    }

    private int run(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "motion";
        System.arraycopy(words, 0, all, 1, words.length);
        return Main.run(all, out(results), out(screen));
    }

    private static PrintStream out(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream out) {
        return out.toString(StandardCharsets.UTF_8);
    }
}
