package dev.firsthand.evidence.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.PolicyVerdict;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WitnessServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Witness witness = WitnessTest.witness(new MemoryLogFiles());
    private final WitnessServer server;
    private final WitnessClient client;

    WitnessServerTest() throws IOException {
        server = WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = new WitnessClient(server.address(), witness.verifiers());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
        http.close();
    }

    @Test
    void a_log_gets_its_checkpoints_cosigned_and_a_strict_policy_accepts_them() throws Exception {
        var log = GrownLog.of(4);
        var policy = Policy.parse("""
                log %s
                witness ed %s
                witness pq %s
                group union all ed pq
                quorum union
                """.formatted(
                        Logs.signer().verifiers().getFirst().text(),
                        witness.verifiers().get(0).text(),
                        witness.verifiers().get(1).text())
                .getBytes(StandardCharsets.UTF_8));
        for (int size : new int[] {1, 2, 4}) {
            assertThat(client.cosign(log.checkpoints.get(size), log.reader))
                    .isInstanceOfSatisfying(
                            WitnessClient.Result.Cosigned.class,
                            cosigned -> assertThat(policy.judge(cosigned.note()))
                                    .isInstanceOf(PolicyVerdict.Accepted.class));
        }
    }

    @Test
    void a_client_that_does_not_know_what_was_seen_learns_it_and_goes_on() throws Exception {
        var log = GrownLog.of(4);
        client.cosign(log.checkpoints.get(2), log.reader);
        try (var fresh = new WitnessClient(server.address(), witness.verifiers())) {
            assertThat(fresh.cosign(log.checkpoints.get(4), log.reader))
                    .isInstanceOf(WitnessClient.Result.Cosigned.class);
            for (int again = 0; again < 2; again++) {
                assertThat(fresh.cosign(log.checkpoints.get(3), log.reader))
                        .isEqualTo(
                                new WitnessClient.Result.Refused(
                                        409,
                                        "the witness has seen size 64 already, this log has 48: an older state of it was put back"));
            }
        }
    }

    @Test
    void a_fork_is_refused_and_shown_on_the_page() throws Exception {
        var log = GrownLog.of(2);
        client.cosign(log.checkpoints.get(2), log.reader);
        var fork = GrownLog.fork(3);

        assertThat(client.cosign(fork.checkpoints.get(3), fork.reader))
                .isInstanceOfSatisfying(
                        WitnessClient.Result.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
        assertThat(get("").body())
                .contains("<h2>" + Logs.ORIGIN + "</h2>", "Entries: 32", "a proof that does not hold: 1")
                .contains(witness.verifiers().getFirst().text());
        assertThat(get("").headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void signatures_of_somebody_else_are_not_taken() throws Exception {
        var log = GrownLog.of(1);
        try (var deceived = new WitnessClient(server.address(), Logs.signer().verifiers())) {
            assertThat(deceived.cosign(log.checkpoints.get(1), log.reader))
                    .isInstanceOfSatisfying(
                            WitnessClient.Result.Refused.class,
                            refused -> assertThat(refused.why()).contains("not those of the witness"));
        }
    }

    @Test
    void monitors_get_the_cosigned_checkpoint_and_404_before() throws Exception {
        var log = GrownLog.of(1);
        String path = Witness.hash(Logs.ORIGIN) + "/checkpoint";
        assertThat(get(path).statusCode()).isEqualTo(404);
        client.cosign(log.checkpoints.get(1), log.reader);

        var note = SignedNote.parse(get(path).body().getBytes(StandardCharsets.UTF_8));
        assertThat(note.check(witness.verifiers())).isInstanceOf(NoteCheck.Signed.class);
        assertThat(note.check(Logs.signer().verifiers())).isInstanceOf(NoteCheck.Signed.class);
    }

    @Test
    void the_size_that_was_seen_is_told_as_the_specification_says() throws Exception {
        var log = GrownLog.of(2);
        client.cosign(log.checkpoints.get(1), log.reader);

        var answer = post("add-checkpoint", log.call(0, 2));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("16\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    }

    @Test
    void other_doors_and_methods_and_endless_bodies_are_refused() throws Exception {
        assertThat(get("nowhere").statusCode()).isEqualTo(404);
        assertThat(get("0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
        assertThat(get("add-checkpoint").statusCode()).isEqualTo(405);
        assertThat(post("", new byte[0]).statusCode()).isEqualTo(405);
        assertThat(post("add-checkpoint", new byte[AddCheckpoint.BYTES_MAX + 1]).statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.address().resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
