package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.wiring.Knock.Answer;
import dev.firsthand.engine.store.FailingBlobStore;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A disk runs full under the whole server. Nothing acknowledged is lost, it is said what is wrong, and work goes on
/// by itself once there is room.
class FullDiskTest {
    private static final long PLENTY_BYTES = 1L << 40;

    private static final AtomicReference<FailingBlobStore> DISK = new AtomicReference<>();
    private static TestServer server;
    private static People people;
    private static Knock contributor;
    private static byte[] video;

    @BeforeAll
    static void start() throws Exception {
        video = Files.readAllBytes(TestRecordings.video(2));
        server = TestServer.start("full-disk", store -> {
            DISK.set(new FailingBlobStore(store, PLENTY_BYTES));
            return disk();
        });
        people = server.people();
        contributor = people.contributor();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_recording_passes_a_disk_that_is_full_at_every_stage_and_gets_its_room_back() throws Exception {
        String session = people.session(contributor);
        String upload = uploadOverAFullDisk();
        people.attach(contributor, session, upload, "VIDEO").granted();

        disk().room(0);
        contributor.post(session + "/finish", Map.of()).granted();
        assertThat(awaitWord(contributor, session)).isEqualTo("disk-full");
        assertThat(people.anybody().get("/healthz").status()).isEqualTo(200);
        disk().room(PLENTY_BYTES);
        JsonNode state = People.awaitEnd(contributor, session);
        assertThat(state.get("state").asText()).as(state.toString()).isEqualTo("READY");

        people.judge(contributor, session, state.get("episode").asText());
        disk().room(0);
        String release = people.requestRelease("towels", people.holder("Own House", true));
        assertThat(awaitWord(people.operator(), release)).isEqualTo("disk-full");
        assertThat(people.operator().get(release).granted().get("copy").isNull())
                .isTrue();
        disk().room(PLENTY_BYTES);
        JsonNode published = People.awaitEnd(people.operator(), release);
        assertThat(published.get("state").asText()).as(published.toString()).isEqualTo("PUBLISHED");
    }

    private static FailingBlobStore disk() {
        return Objects.requireNonNull(DISK.get());
    }

    /// The disk takes the first third, then nothing, then the rest.
    private String uploadOverAFullDisk() throws Exception {
        String upload = contributor
                .beginUpload(video.length)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        int third = video.length / 3;
        assertThat(contributor.patch(upload, 0, Arrays.copyOf(video, third)).status())
                .isEqualTo(204);
        disk().room(0);
        Answer refused = contributor.patch(upload, third, Arrays.copyOfRange(video, third, video.length));
        assertThat(refused.refusal()).isEqualTo("507 upload-store-full");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(contributor.offset(upload)).isEqualTo(third);
        disk().room(PLENTY_BYTES);
        Answer rest = contributor.patch(upload, third, Arrays.copyOfRange(video, third, video.length));
        assertThat(rest.status()).as(rest.text()).isEqualTo(204);
        assertThat(contributor.offset(upload)).isEqualTo(video.length);
        return upload;
    }

    /// While the work waits, its door says for what.
    private static String awaitWord(Knock knock, String path) throws Exception {
        return Awaiting.until("a word about " + path, () -> {
            JsonNode state = knock.get(path).granted();
            assertThat(state.get("state").asText()).as(state.toString()).isEqualTo("WORKING");
            return state.get("stages")
                    .valueStream()
                    .map(stage -> stage.path("waitingFor").path("code").asText(""))
                    .filter(code -> !code.isEmpty())
                    .findFirst();
        });
    }
}
