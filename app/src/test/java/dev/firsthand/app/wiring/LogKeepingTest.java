package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.cli.RunningServer;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator does with the log of a server that does not run. Somebody joined while it ran, and has a receipt.
class LogKeepingTest {
    private static final String RECEIPTS = "/me/receipts/receipts.proof";
    private static final String BEACON = "00112233445566778899aabbccddeeff";

    private static Path data;
    private static Path receipt;
    private static Said whileItRan;

    @BeforeAll
    static void joinAndStop() throws Exception {
        try (TestServer server = TestServer.start("log-keeping")) {
            data = server.data();
            Knock contributor = server.people().contributor().everywhere("firsthand-contributor");
            String proof = Awaiting.until(
                    "a receipt",
                    () -> Optional.of(contributor.get(RECEIPTS))
                            .filter(answer ->
                                    answer.status() == 200 && answer.text().contains("answer-5"))
                            .map(answer -> answer.text()));
            receipt = Files.writeString(data.resolve("../log-keeping-receipt.proof"), proof);
            whileItRan = run("audit", "--data", data.toString());
        }
    }

    @Test
    void while_the_server_runs_it_says_to_stop_it() {
        assertThat(whileItRan.exit()).isEqualTo(1);
        assertThat(whileItRan.err()).contains("A server runs on " + data, "Stop the server", "then start the server");
    }

    @Test
    void an_audit_holds_the_database_against_the_log_and_a_receipt() throws IOException {
        Said said = keep("audit", "--checkpoint", receipt.toString());
        assertThat(said.exit()).as(said.toString()).isZero();
        assertThat(said.out()).contains("held       against a checkpoint of", "fits       firsthand.local/");

        assertThat(keep("audit").err()).contains("give a receipt, or the address of a witness");
        Path foreign = Path.of("..", "conformance", "evidence", "receipt.proof");
        assertThat(keep("audit", "--checkpoint", foreign.toString()).exit()).isEqualTo(1);
        assertThat(keep("audit", "--checkpoint", foreign.toString()).out())
                .contains("wrong      a checkpoint that was kept is of log.example/firsthand, which is no log");
    }

    @Test
    void a_challenge_is_answered_and_its_checker_takes_the_answers() throws IOException {
        Path folder = Files.createTempDirectory("sample");
        String challenge = folder.resolve("challenge.txt").toString();
        String answers = folder.resolve("answers.jsonl").toString();
        assertThat(run("sample", "--beacon", BEACON, "--count", "16", "--out", challenge, data.toString())
                        .exit())
                .isZero();

        Said said = keep("answer", challenge, "--out", answers);
        assertThat(said.exit()).as(said.toString()).isZero();
        assertThat(said.out()).contains("16 of 16 entries are opened in " + answers, "to the auditor alone");
        assertThat(run("sample", "--check", challenge, answers, data.toString()).exit())
                .isZero();
        assertThat(keep("answer", challenge, "--out", answers).err()).contains("is there already");
    }

    @Test
    void a_log_is_rotated_handed_over_and_served_on_and_what_it_proved_still_holds() throws Exception {
        Said rotated = keep("rotate", "--days", "3");
        assertThat(rotated.exit()).as(rotated.err()).isZero();
        assertThat(rotated.out()).contains("New keys sign beside the old ones").hasLineCount(3);

        Said handed = keep("hand-over", "--reason", "its key was on a lost disk");
        assertThat(handed.exit()).as(handed.err()).isZero();
        assertThat(handed.err()).contains("No witness was asked");
        assertThat(handed.out()).contains("has ended and goes on as firsthand.local/", "send policy.txt");
        assertThat(run("info", data.toString()).out()).contains("goes on    from firsthand.local/", "lost disk");
        Said audited = keep("audit", "--checkpoint", receipt.toString());
        assertThat(audited.exit()).as(audited.toString()).isZero();

        try (RunningServer again =
                Server.starter(InstantSource.system(), Settings.Kind.DEMO).start(data, 0)) {
            String current = get(again, "/log/checkpoint");
            String ended = get(again, "/log/ended/1/checkpoint");
            assertThat(current.lines().findFirst()).isNotEqualTo(ended.lines().findFirst());
            assertThat(get(again, "/log/samples")).startsWith("firsthand-samples/1\n");
            Path policy = Files.writeString(data.resolve("../log-keeping-policy.txt"), get(again, "/log/policy.txt"));
            Path keys = Files.writeString(data.resolve("../log-keeping-keys.txt"), get(again, "/log/keys.txt"));
            assertThat(Said.to("verify", receipt.toString(), "--policy", policy.toString(), "--keys", keys.toString())
                            .exit())
                    .isZero();
        }
    }

    @Test
    void what_cannot_be_done_says_what_to_do_instead() throws IOException {
        assertThat(keep("prune", "--before", "x").err()).contains("behind --before belongs an index");
        assertThat(keep("prune", "--before", "999999").err()).contains("lies outside a log of");
        assertThat(keep("prune", "--before", "0", "--log", "other.example").err())
                .contains("there is no log other.example");
        assertThat(keep("prune", "--before", "0").out()).contains("keeps its entries from 0 on");
        assertThat(keep("rotate", "--days", "0").exit()).isEqualTo(2);
        assertThat(keep("hand-over").err()).contains("--reason is missing");
        assertThat(keep("hand-over", "--reason", "\u00e9").err()).contains("printable characters");
        assertThat(keep("answer", receipt.toString(), "--out", "x").err()).contains("is no challenge");
        assertThat(keep("answer", "nowhere", "--out", "x").err()).contains("there is no file nowhere");
        assertThat(run("audit", "--data", data.resolve("nowhere").toString()).err())
                .contains("is no data folder");
    }

    @Test
    void a_witness_that_does_not_answer_keeps_the_log_from_going_on() throws IOException {
        Path witnesses = data.resolve("witnesses.txt");
        String key = SigningKey.generate("union.example/w", KeyKind.ED25519_COSIGNATURE, new SecureRandom())
                .verifier()
                .text();
        Files.writeString(witnesses, "witness union %s http://127.0.0.1:1/\n".formatted(key));
        for (String command : List.of("restore", "hand-over")) {
            Said said = keep(command, "--reason", "a try");
            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err()).contains("Nothing was changed", "Try again when these witnesses answer", "union");
        }
        Files.delete(witnesses);
    }

    /// On the data folder.
    private static Said keep(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return run(all.toArray(String[]::new));
    }

    private static Said run(String... words) {
        var all = new ArrayList<>(List.of("log"));
        all.addAll(Arrays.asList(words));
        return Said.to(all.toArray(String[]::new));
    }

    private static String get(RunningServer server, String path) throws IOException, InterruptedException {
        URI address = server.address().resolve(path);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
