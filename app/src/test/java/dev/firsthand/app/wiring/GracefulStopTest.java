package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.wiring.Knock.Answer;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Stopping: what runs ends, what is new is sent away.
class GracefulStopTest {
    private static final int HALF = 300_000;
    private static final int SECONDS = 60;

    @Test
    void an_upload_under_way_ends_while_new_requests_are_told_to_come_back() throws Exception {
        TestServer server = TestServer.start("stop-upload");
        Knock contributor = server.people().contributor();
        String upload = People.lastPart(contributor
                .beginUpload(2 * HALF)
                .headers()
                .firstValue("Location")
                .orElseThrow());
        PipedOutputStream phone = new PipedOutputStream();
        InputStream line = new PipedInputStream(phone, 2 * HALF);
        phone.write(new byte[HALF]);
        phone.flush();
        CompletableFuture<Answer> sent =
                Strand.running(() -> contributor.patch("/upload/" + upload, 0, 2 * HALF, line));
        Awaiting.until(
                "the upload to be under way beside the question for it",
                () -> Optional.of(contributor.get("/metrics").text())
                        .filter(figures -> figures.contains("\nfirsthand_requests_running 2\n")));

        CompletableFuture<Boolean> stopped = Strand.running(() -> {
            server.close();
            return true;
        });
        Answer refused = Awaiting.until(
                "the first refusal",
                () -> Optional.of(contributor.get("/api/v1/me/notice")).filter(answer -> answer.status() != 200));
        assertThat(refused.refusal()).isEqualTo("503 server-stopping");
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(stopped).as("an upload is under way").isNotDone();

        phone.write(new byte[HALF]);
        phone.close();
        assertThat(sent.get(SECONDS, TimeUnit.SECONDS).status()).isEqualTo(204);
        assertThat(stopped.get(SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
