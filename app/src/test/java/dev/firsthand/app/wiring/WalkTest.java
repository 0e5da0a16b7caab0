package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.app.cli.DemoCommand;
import dev.firsthand.app.cli.ServerStarter;
import dev.firsthand.recording.validation.LeRobotValidator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The demo walks the whole way through the doors of a real server, and says what came of it.
class WalkTest {
    /// What one run of the program left: its exit code, standard output and standard error.
    private record Ran(int exit, String results, String screen) {
        List<JsonNode> lines() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : results.lines().toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }
            return lines;
        }

        JsonNode summary() throws IOException {
            return lines().getLast();
        }
    }

    @Test
    void a_walk_ends_in_a_release_that_keeps_every_rule_and_one_refused_recording_is_a_loss() throws Exception {
        Path out = out("walk-two");
        Path text = Files.writeString(out.resolveSibling("note.mp4"), "a note and no film\n".repeat(100));
        Ran ran = demo("--video", text.toString(), "--video", video(), "--cleared", "--json", "--out", out.toString());

        assertThat(ran.exit()).as(ran.screen()).isEqualTo(3);
        JsonNode refused = ran.summary().get("refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).get("recording").asText()).isEqualTo("note.mp4");
        assertThat(refused.get(0).get("code").asText()).isNotBlank();
        assertThat(refused.get(0).get("message").asText()).isNotBlank();
        assertThat(ran.summary().get("episodes").asInt()).isEqualTo(1);
        Path release = Path.of(ran.summary().get("releases").get(0).asText());
        for (String name :
                List.of("manifest.json", "README.md", "LICENCE.md", "CONSENT_SUMMARY.json", "SHA256SUMS", "mcap")) {
            assertThat(release.resolve(name)).exists();
        }
        var report = LeRobotValidator.validate(release.resolve("lerobot"));
        assertThat(report.broken()).isEmpty();
        assertThat(report.frames()).isEqualTo(60);
    }

    @Test
    void each_stage_of_a_walk_is_one_json_line_with_seconds_core_seconds_and_bytes() throws Exception {
        Path out = out("walk-lines");
        Ran ran = demo("--video", video(), "--json", "--out", out.toString());

        assertThat(ran.exit()).as(ran.screen()).isZero();
        List<JsonNode> stages = ran.lines().subList(0, ran.lines().size() - 1);
        assertThat(stages).allSatisfy(line -> {
            assertThat(line.get("stage").asText()).isNotBlank();
            assertThat(line.get("seconds").asDouble()).isNotNegative();
            assertThat(line.get("core_seconds").asDouble()).isNotNegative();
            assertThat(line.get("bytes").asLong()).isNotNegative();
        });
        List<String> names =
                stages.stream().map(line -> line.get("stage").asText()).toList();
        assertThat(names)
                .containsSubsequence(
                        "server starts", "operator signs in", "contributor joins", "consent", "upload VIDEO")
                .containsSubsequence(
                        "privacy answer", "review", "label", "release render", "release publish", "download");
        JsonNode upload = stages.get(names.indexOf("upload VIDEO"));
        long size = Files.size(Path.of(video()));
        // What goes on after the cut is refused once where bytes of the broken part arrive late, and goes anew then.
        assertThat(upload.get("bytes").asLong()).as("cut once: some go twice").isBetween(size, 3 * size);
        JsonNode render = stages.get(names.indexOf("release render"));
        assertThat(render.get("core_seconds").asDouble()).isPositive();
        assertThat(stages.get(names.indexOf("intake open")).get("bytes").asLong())
                .isEqualTo(size);
        assertThat(stages.get(names.indexOf("privacy scrub")).get("bytes").asLong())
                .as("the video, and the view made of it")
                .isGreaterThan(size + size / 4);
        Path release = Path.of(ran.summary().get("releases").get(0).asText());
        assertThat(Files.readString(release.resolve("README.md")).lines().findFirst())
                .as("nobody looked at the pictures")
                .hasValueSatisfying(line -> assertThat(line).containsIgnoringCase("demonstration"));
    }

    @Test
    void with_recordings_of_its_own_the_demo_goes_on_until_who_withdrew_is_gone_from_the_holders_copy()
            throws Exception {
        Path out = out("walk-withdrawal");
        Ran ran = demo("--json", "--out", out.toString());

        assertThat(ran.exit()).as(ran.screen()).isZero();
        List<JsonNode> lines = ran.lines();
        assertThat(lines)
                .extracting(line -> line.get("stage").asText())
                .containsSubsequence(
                        "release publish",
                        "contributor withdraws",
                        "frozen",
                        "release superseded",
                        "old copy refused",
                        "keys destroyed",
                        "new copy verifies",
                        "old copy verifies",
                        "holder acknowledges",
                        "summary");
        assertThat(lines)
                .filteredOn(line -> line.get("stage").asText().equals("old copy verifies"))
                .allSatisfy(line -> assertThat(line.get("words").asText()).contains("exit 3"));
        assertThat(ran.summary().get("episodes").asInt()).isEqualTo(1);
        Path old = Path.of(ran.summary().get("releases").get(0).asText());
        Path fresh = Path.of(ran.summary().get("releases").get(1).asText());
        assertThat(run("verify", old.toString()).exit()).isEqualTo(3);
        assertThat(run("verify", fresh.toString()).exit()).isZero();
        assertThat(LeRobotValidator.validate(fresh.resolve("lerobot")).broken()).isEmpty();
        String notice = out.resolve("recall/demo-1.0.0-recall.json").toString();
        assertThat(run("recall", "show", notice).results()).contains("demo 1.0.0", "withdrawal, episodes: 1");
        assertThat(run("release", "check", old.toString(), "--recall", notice).exit())
                .isEqualTo(3);
        assertThat(ran.screen()).contains("ends with 3", "demo-2.0.0", "1 episode, kind standard");
    }

    @Test
    void a_side_car_that_failed_a_check_is_named_as_a_loss_and_nothing_is_said_that_nobody_stated() throws Exception {
        Path out = out("walk-side-car");
        Path backwards = Files.writeString(
                out.resolveSibling("imu_back.csv"),
                "time_us,acc_x,acc_y,acc_z,gyro_x,gyro_y,gyro_z\n"
                        + IntStream.rangeClosed(1, 400)
                                .mapToObj(row -> (2_000_000 - 5_000 * row) + ",0,0,9.81,0,0,0\n")
                                .collect(Collectors.joining()));
        Ran ran =
                demo("--video", video(), "--imu", backwards.toString(), "--cleared", "--json", "--out", out.toString());

        assertThat(ran.exit()).as(ran.screen()).isEqualTo(3);
        JsonNode refused = ran.summary().get("refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).get("recording").asText()).isEqualTo("imu_back.csv");
        assertThat(refused.get(0).get("code").asText()).isEqualTo("sidecar-times-backwards");
        assertThat(ran.screen()).contains("Failed a check: imu_back.csv");
        assertThat(ran.lines().getFirst().get("core_seconds").isNull())
                .as("nobody counted how the server started")
                .isTrue();
        Path release = Path.of(ran.summary().get("releases").get(0).asText());
        JsonNode manifest =
                new ObjectMapper().readTree(release.resolve("manifest.json").toFile());
        assertThat(manifest.findValuesAsText("outcome")).containsOnly("unknown");
        assertThat(manifest.toString()).doesNotContain("towel");
    }

    @Test
    void a_table_whose_columns_nobody_knows_is_wrong_use_and_says_what_is_accepted() throws Exception {
        Path out = out("walk-columns");
        Path table = Files.writeString(out.resolveSibling("imu.csv"), "t,ax,ay,az\n1,2,3,4\n");
        Ran ran = demo("--video", video(), "--imu", table.toString(), "--out", out.toString());

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.screen()).contains("t,ax,ay,az", "time_us", "acc_x", "# time=");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_walk_without_a_usable_recording_fails_and_says_why() throws Exception {
        Path out = out("walk-none");
        Path empty = Files.createFile(out.resolveSibling("nothing.mp4"));
        Ran ran = demo("--video", empty.toString(), "--cleared", "--out", out.toString());

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.results()).contains("No release was made").contains("Refused: nothing.mp4");
    }

    @Test
    void wrong_use_is_told_apart_from_failure() throws Exception {
        Path out = out("walk-wrong");
        assertThat(run("demo", "--video", "no-such-file.mp4", "--out", out.toString())
                        .exit())
                .isEqualTo(2);
        assertThat(run("demo", "--nonsense").exit()).isEqualTo(2);
        assertThat(run().exit()).isEqualTo(2);
        assertThat(run("fly").exit()).isEqualTo(2);
    }

    private static String video() throws IOException, InterruptedException {
        return TestRecordings.video(2).toString();
    }

    private static Path out(String name) throws IOException {
        return TestRecordings.folder(name).resolve("out");
    }

    /// The demo as it is, but for its video programs: they are unpacked once for all tests.
    private static Ran demo(String... arguments) {
        InstantSource clock = InstantSource.system();
        ServerStarter starter = wanted -> Server.starter(clock, Settings.Kind.DEMO)
                .start(TestServer.withPrograms(Files.createDirectories(wanted.dataFolder())), 0);
        return ran((results, screen) ->
                new CommandLine(new DemoCommand(starter, results, screen, clock)).execute(arguments));
    }

    private static Ran run(String... arguments) {
        return ran((results, screen) -> Main.run(arguments, results, screen));
    }

    private static Ran ran(ToIntBiFunction<PrintStream, PrintStream> program) {
        var results = new ByteArrayOutputStream();
        var screen = new ByteArrayOutputStream();
        int exit = program.applyAsInt(print(results), print(screen));
        return new Ran(exit, results.toString(StandardCharsets.UTF_8), screen.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
