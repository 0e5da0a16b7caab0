package dev.firsthand.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.TwistKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class BenchCommandTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2027-01-01T00:00:00Z"));

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    @Test
    void the_tutorial_works_from_the_draw_to_the_pages() throws IOException {
        assertThat(bench("gen", "--tier", "H1", "--seed", "1", "--count", "3", "--out", at("hours")))
                .isZero();
        assertThat(run("partial-oracle", "careful")).isZero();
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("3 of 3", "about 0 s left");
        assertThat(run("forgetful", "forgetful")).isZero();
        assertThat(bench("compare", at("careful"), at("forgetful"))).isZero();
        assertThat(bench("trend", at("forgetful"), at("careful"))).isZero();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("careful better by 0.", "stop now?", "better");
        assertThat(bench("report", at("careful"), at("forgetful"), "--out", at("pages")))
                .isZero();
        assertThat(folder.resolve("pages/02/0003.html")).exists();
        assertThat(bench("verify", at("careful"))).isZero();
        assertThat(bench("rescore", at("careful"), "--json")).isZero();
        assertThat(results.toString(StandardCharsets.UTF_8))
                .endsWith(Files.readString(folder.resolve("careful/scores.json")));
    }

    @Test
    void what_can_not_be_drawn_or_shown_is_refused_before_anything_is_written() throws IOException {
        assertThat(bench("gen", "--tier", "H1", "--seed", "1", "--count", "0", "--out", at("hours")))
                .isNotZero();
        assertThat(bench("gen", "--tier", "H1", "--seed", "1", "--activities", at("none"), "--out", at("hours")))
                .isNotZero();
        assertThat(folder.resolve("hours")).doesNotExist();
        bench("gen", "--tier", "H1", "--seed", "1", "--out", at("hours"));
        run("no-op", "run");
        assertThat(bench("report", at("run"), "--out", at("hours"))).isNotZero();
        assertThat(folder.resolve("hours/index.html")).doesNotExist();
        assertThat(bench("report", at("run"), "--out", at("pages"))).isZero();
        assertThat(bench("report", at("run"), "--out", at("pages")))
                .as("an earlier report is written anew")
                .isZero();
    }

    @Test
    void a_run_that_was_cut_is_set_beside_no_other_and_one_that_ended_stays_as_it_was_sealed() throws IOException {
        bench("gen", "--tier", "H1", "--seed", "1", "--count", "2", "--out", at("hours"));
        run("no-op", "whole");
        String digest = Files.readString(folder.resolve("whole/SHA256SUMS"));
        String[] again = {"run", "--suite", at("hours"), "--policy", "builtin:no-op", "--out", at("whole"), "--resume"};
        assertThat(bench(again)).isZero();
        assertThat(folder.resolve("whole/SHA256SUMS")).hasContent(digest);

        run("no-op", "cut");
        Files.delete(folder.resolve("cut/SHA256SUMS"));
        Files.delete(folder.resolve("cut/traces/0002.trace"));
        assertThat(bench("compare", at("cut"), at("whole"))).isNotZero();
        assertThat(bench("trend", at("whole"), at("cut"))).isNotZero();
        assertThat(results.toString(StandardCharsets.UTF_8)).doesNotContain("stop now?");
    }

    @Test
    void an_altered_byte_is_told_and_the_exit_code_says_so() throws IOException {
        bench("gen", "--tier", "H1", "--seed", "1", "--out", at("hours"));
        run("no-op", "run");
        Path trace = folder.resolve("run/traces/0001.trace");
        byte[] bytes = Files.readAllBytes(trace);
        bytes[100] ^= 1;
        Files.write(trace, bytes);
        assertThat(bench("verify", at("run"))).isEqualTo(1);
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("traces/0001.trace is not as it was sealed");
    }

    @Test
    void a_signed_run_tells_who_signed_it_and_a_signature_of_another_run_is_refused() throws IOException {
        bench("gen", "--tier", "H1", "--seed", "1", "--out", at("hours"));
        Files.writeString(folder.resolve("secret"), "correct horse\n");
        String[] signing = {"--sign", at("key"), "--passphrase", at("secret")};
        List<String> words = List.of("run", "--suite", at("hours"), "--policy", "builtin:no-op", "--out");
        assertThat(bench(with(with(words, at("signed")), signing))).isZero();
        String said = results.toString(StandardCharsets.UTF_8);
        String signer = said.substring(said.indexOf("signed by ") + 10).strip();
        Files.writeString(
                folder.resolve("keys"), "firsthand-keys/1\nkey %s bench 2026-01-01T00:00:00Z -\n".formatted(signer));

        assertThat(bench("verify", at("signed"), "--keys", at("keys"))).isZero();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("signed at 2027-01-01T00:00:00Z by " + signer);
        run("random-legal", "other");
        assertThat(bench("verify", at("other"), "--keys", at("keys"))).isEqualTo(1);
        Files.copy(folder.resolve("signed/signature.dsse.json"), folder.resolve("other/signature.dsse.json"));
        assertThat(bench("verify", at("other"))).isEqualTo(1);
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("nobody signed it", "it is of another run");
        assertThat(bench(with(words, at("third"), "--sign", at("key")))).isEqualTo(1);
    }

    @Test
    void a_file_of_ones_own_says_what_counts_and_a_malformed_one_is_told_with_its_place() throws IOException {
        Files.writeString(
                folder.resolve("ours"),
                "{\"schema\":\"home/deployment/1\",\"name\":\"Ours\",\"norms\":{\"MISPLACED\":2}}");
        bench("gen", "--tier", "H1", "--seed", "1", "--deployment", at("ours"), "--out", at("hours"));
        assertThat(run("tidy-habits", "run")).isZero();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("worth by the norms given");
        bench("report", at("run"), "--out", at("pages"));
        assertThat(Files.readString(folder.resolve("pages/01/index.html"))).contains("Worth by the norms of Ours");

        Files.writeString(folder.resolve("ours"), "{\"schema\":\"home/deployment/1\",\n \"name\":7}");
        assertThat(bench("gen", "--tier", "H1", "--seed", "1", "--deployment", at("ours"), "--out", at("more")))
                .isEqualTo(1);
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("ours: line 2, column 9: expected a text");
    }

    @Test
    void a_run_that_is_there_is_not_written_over_and_an_unknown_policy_is_told_the_known_ones() {
        bench("gen", "--tier", "H1", "--seed", "1", "--out", at("hours"));
        run("no-op", "run");
        assertThat(run("no-op", "run")).isEqualTo(1);
        assertThat(run("clever", "other")).isEqualTo(1);
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("is not empty", "There are oracle, partial-oracle");
    }

    @Test
    void a_robot_policy_that_nobody_serves_is_scored_in_a_world_outside() throws IOException {
        assertThat(outside("builtin:table", "openpi:ws://127.0.0.1:1")).isZero();
        assertThat(Files.readString(folder.resolve("outside/run.json")))
                .contains("\"failures\":2,\"judged\":2,\"q\":{\"estimate\":0,")
                .contains("\"ending\":\"not-reached\"");
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("in table (firsthand table 1)", "failures 2");
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("2 of 2  fold_the_laundry-0  not-reached  credit 0");
    }

    @Test
    void a_world_or_a_policy_that_is_named_wrongly_is_told_how_to_name_it() {
        assertThat(outside("localhost:8700", "openpi:ws://127.0.0.1:1")).isEqualTo(1);
        assertThat(outside("builtin:table", "ws://127.0.0.1:1")).isEqualTo(1);
        assertThat(screen.toString(StandardCharsets.UTF_8))
                .contains("ws://HOST:PORT of a server that speaks world/1", "gr00t:tcp://localhost:5555");
        assertThat(bench("run", "--policy", "builtin:no-op", "--out", at("run")))
                .isEqualTo(2);
    }

    private int outside(String world, String policy) {
        return bench(
                "run",
                "--world",
                world,
                "--policy",
                policy,
                "--episodes",
                "2",
                "--seconds",
                "5",
                "--out",
                at("outside"));
    }

    @Test
    void an_hour_of_a_family_that_was_asked_for_has_something_of_it() throws IOException {
        assertThat(bench(
                        "gen",
                        "--tier",
                        "H1",
                        "--seed",
                        "1",
                        "--family",
                        "PEOPLE",
                        "--count",
                        "30",
                        "--out",
                        at("hours")))
                .isZero();
        for (Scenario one : Suite.read(folder.resolve("hours")).scenarios()) {
            assertThat(one.twists()).anyMatch(twist -> twist.kind().family() == TwistKind.Family.PEOPLE);
        }
    }

    @Test
    void a_promised_suite_is_revealed_by_its_own_secret_alone() throws IOException {
        assertThat(bench("commit", "--epoch", "2027-01", "--tier", "H1", "--per-family", "1", "--secret", at("secret")))
                .isZero();
        Files.writeString(folder.resolve("commitment"), results.toString(StandardCharsets.UTF_8));
        List<String> reveal = List.of("reveal", "--commitment", at("commitment"), "--beacon", "8f3a", "--secret");
        assertThat(bench(with(reveal, at("secret"), "--out", at("private")))).isZero();
        assertThat(folder.resolve("private/0009.json")).exists();

        Files.writeString(folder.resolve("other"), "00".repeat(32));
        assertThat(bench(with(reveal, at("other"), "--out", at("stolen")))).isEqualTo(1);
        assertThat(folder.resolve("stolen")).doesNotExist();
    }

    @Test
    void two_suites_are_not_mixed_and_one_policy_in_both_has_a_gap() {
        bench("gen", "--tier", "H1", "--seed", "1", "--out", at("hours"));
        assertThat(bench("gen", "--tier", "H1", "--seed", "2", "--out", at("hours")))
                .isEqualTo(1);
        assertThat(screen.toString(StandardCharsets.UTF_8)).contains("Give the suite a folder of its own.");
        bench("gen", "--tier", "H1", "--seed", "2", "--out", at("others"));
        run("no-op", "run");
        bench("run", "--suite", at("others"), "--policy", "builtin:no-op", "--out", at("hidden"));

        assertThat(bench("gap", at("run"), at("hidden"))).isZero();
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("credit    0  (0 to 0)");
    }

    @Test
    void a_bddl_file_that_cannot_be_read_is_told_with_its_place() throws IOException {
        Files.writeString(folder.resolve("broken.bddl"), "(define (problem broken-0)\n  (:domain omnigibson");
        assertThat(bench("lint-bddl", folder.toString())).isEqualTo(1);
        assertThat(results.toString(StandardCharsets.UTF_8)).contains("broken.bddl MALFORMED: line 2", "1 malformed");
    }

    private int run(String policy, String out) {
        return bench("run", "--suite", at("hours"), "--policy", "builtin:" + policy, "--out", at(out));
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String[] with(String[] first, String... more) {
        return with(List.of(first), more);
    }

    private static String[] with(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private int bench(String... words) {
        var out = new PrintStream(results, true, StandardCharsets.UTF_8);
        var err = new PrintStream(screen, true, StandardCharsets.UTF_8);
        CommandLine line = BenchCommand.line(out, err, CLOCK);
        line.setExecutionExceptionHandler((fault, command, parsed) -> {
            err.println(fault.getMessage());
            return 1;
        });
        return line.execute(words);
    }
}
