package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.wiring.Knock.Answer;
import dev.firsthand.app.wiring.People.HolderAccount;
import dev.firsthand.recording.validation.LeRobotValidator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A server, then its database, is killed at the worst moments. What was acknowledged stays, what was begun goes on,
/// and nothing half made is ever seen. One story on one data folder, each part going on where the one before ended.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledServerTest {
    private static final long SEED = 20;
    private static final int PADDING_BYTES = 4 << 20;

    private static Path data;
    private static ServerProcess server;
    private static People people;
    private static Knock contributor;
    private static byte[] video;
    private static String session = "";
    private static String episode = "";

    @BeforeAll
    static void start() throws Exception {
        video = padded(Files.readAllBytes(TestRecordings.video(8)));
        data = ServerProcess.dataFolder("killed");
        server = ServerProcess.start(data, 0);
        people = People.first(server.address(), server.operatorLink().orElseThrow());
        contributor = people.contributor();
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
        ServerProcess.bury(data);
    }

    @Test
    @Order(1)
    void an_upload_goes_on_from_what_was_acknowledged_before_the_server_was_killed() throws Exception {
        var random = new Random(SEED);
        session = people.session(contributor);
        String upload = contributor
                .beginUpload(video.length)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        int part = video.length / 3;
        assertThat(contributor.patch(upload, 0, Arrays.copyOf(video, part)).status())
                .isEqualTo(204);

        killAt(random.nextInt(part), upload, part);
        restart();
        long safe = contributor.offset(upload);
        assertThat(safe).isBetween((long) part, (long) video.length - 1);

        killDatabaseAt(random.nextInt(part), upload, (int) safe);
        long again = untilAnswered(() -> Optional.of(contributor.offset(upload)));
        assertThat(again).isBetween(safe, (long) video.length);
        Answer last = contributor.patch(upload, again, Arrays.copyOfRange(video, (int) again, video.length));
        assertThat(last.status()).as(last.text()).isEqualTo(204);
        assertThat(contributor.offset(upload)).isEqualTo(video.length);
        people.attach(contributor, session, upload, "VIDEO").granted();
    }

    @Test
    @Order(2)
    void an_intake_goes_on_after_the_server_was_killed_in_it() throws Exception {
        contributor.post(session + "/finish", Map.of()).granted();
        awaitRunning(contributor, session, "intake");
        server.kill();
        restart();

        JsonNode state = awaitEnd(contributor, session);
        assertThat(state.get("state").asText()).as(state.toString()).isEqualTo("READY");
        episode = state.get("episode").asText();
        assertThat(awaitStages(contributor, session))
                .allSatisfy(stage -> assertThat(stage.get("state").asText()).isEqualTo("DONE"));
    }

    @Test
    @Order(3)
    void a_release_is_published_once_although_the_server_was_killed_while_it_was_built() throws Exception {
        people.judge(contributor, session, episode);
        HolderAccount holder = people.holder("Robots of Example Ltd", true);
        Knock theirs = people.anybody().as(holder.token());
        String release = people.requestRelease("towels", holder);
        for (String step : List.of("render", "publish")) {
            awaitRunning(people.operator(), release, step);
            server.kill();
            restart();
            assertNothingHalfMadeIsServed(theirs, release);
        }
        JsonNode published = awaitPublished(theirs, release);

        assertThat(published.get("version").asText()).isEqualTo("1.0.0");
        String copy = published.get("copy").asText();
        assertThat(copies()).containsExactly(copy);
        Path downloaded = TestRecordings.folder("killed-copy");
        for (JsonNode file : theirs.get("/copy/" + copy).granted().get("files")) {
            String name = file.get("path").asText();
            Path there = theirs.download("/copy/" + copy + "/" + name, downloaded.resolve(name));
            assertThat(there).hasSize(file.get("sizeBytes").asLong());
        }
        assertThat(LeRobotValidator.validate(downloaded.resolve("lerobot")).broken())
                .isEmpty();
    }

    @Test
    @Order(4)
    void work_goes_on_after_the_database_was_killed_under_it() throws Exception {
        String second = people.record(contributor, video);
        awaitRunning(contributor, second, "intake");
        killDatabase();

        JsonNode state = awaitEnd(contributor, second);
        assertThat(state.get("state").asText()).as(state.toString()).isEqualTo("READY");
        assertThat(people.anybody().get("/healthz").status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void the_log_of_all_this_names_nobody() throws Exception {
        assertThat(server.stop()).isIn(0, 143);
        assertThat(ServerProcess.postgres(data)).isEmpty();
        String log = Files.readString(ServerProcess.log(data))
                + Files.readString(data.resolve("postgres").resolve("server.log"));
        assertThat(log)
                .as("a lost database is a line, not a trace")
                .doesNotContain("at org.postgresql.")
                .doesNotContainIgnoringCase("quilted")
                .doesNotContain("Quillfeather")
                .doesNotContain("Robots of Example")
                .doesNotContain("Example Recordings")
                .doesNotContainPattern("fh_[A-Za-z0-9_-]{20}")
                .doesNotContain(people.operatorToken());
    }

    private static void killAt(int sentBytes, String upload, int offset) throws InterruptedException {
        breakAt(sentBytes, upload, offset, server::kill);
    }

    private static void killDatabaseAt(int sentBytes, String upload, int offset) throws InterruptedException {
        breakAt(sentBytes, upload, offset, KilledServerTest::killDatabase);
    }

    /// Sends the rest of the video and strikes when so many bytes of it were handed to the network.
    private static void breakAt(int sentBytes, String upload, int offset, Strike strike) throws InterruptedException {
        try {
            contributor.patch(
                    upload,
                    offset,
                    video.length - offset,
                    new StrikingStream(Arrays.copyOfRange(video, offset, video.length), sentBytes, strike));
        } catch (IOException expected) {
            assertThat(expected).isNotNull(); // the connection broke: its server is gone
        }
    }

    private static void killDatabase() throws IOException {
        ServerProcess.postgres(data).orElseThrow().destroyForcibly();
    }

    private static void restart() throws IOException {
        server.kill();
        server = ServerProcess.start(data, people.port());
    }

    /// Waits until this step runs; a step so short that nobody saw it run has ended.
    private static void awaitRunning(Knock knock, String path, String step) throws Exception {
        untilAnswered(() -> {
            JsonNode state = knock.get(path).json();
            for (JsonNode stage : state.path("stages")) {
                boolean named = stage.get("name").asText().contains(step);
                if (named && !stage.get("state").asText().equals("WAITING")) {
                    return Optional.of(stage);
                }
            }
            return Optional.empty();
        });
    }

    private static JsonNode awaitEnd(Knock knock, String path) throws Exception {
        return untilAnswered(() -> {
            JsonNode state = knock.get(path).json();
            boolean open = List.of("", "WORKING").contains(state.path("state").asText());
            return open ? Optional.empty() : Optional.of(state);
        });
    }

    /// A recording is ready in the transaction of its last step's outcome; that step's run ends just after it.
    private static JsonNode awaitStages(Knock knock, String path) throws Exception {
        return untilAnswered(() -> {
            JsonNode stages = knock.get(path).granted().get("stages");
            boolean running = stages.findValuesAsText("state").stream().anyMatch("RUNNING"::equals);
            return running ? Optional.empty() : Optional.of(stages);
        });
    }

    private static JsonNode awaitPublished(Knock holder, String release) throws Exception {
        return untilAnswered(() -> {
            JsonNode state = assertNothingHalfMadeIsServed(holder, release);
            assertThat(state.get("state").asText()).as(state.toString()).isNotEqualTo("FAILED");
            return state.get("state").asText().equals("PUBLISHED") ? Optional.of(state) : Optional.empty();
        });
    }

    /// While the release is not published, no folder is served, whatever lies on the disk.
    private static JsonNode assertNothingHalfMadeIsServed(Knock holder, String release)
            throws IOException, InterruptedException {
        List<Integer> answers = new ArrayList<>();
        for (String copy : copies()) {
            answers.add(holder.get("/copy/" + copy).status());
            answers.add(holder.get("/copy/" + copy + "/manifest.json").status());
        }
        JsonNode state = people.operator().get(release).granted();
        if (!state.get("state").asText().equals("PUBLISHED")) {
            assertThat(answers).allMatch(status -> status == 404);
            assertThat(state.get("copy").isNull()).isTrue();
        }
        return state;
    }

    private static List<String> copies() throws IOException {
        try (Stream<Path> folders = Files.list(data.resolve("releases"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }

    /// As [Awaiting], while doors may be away.
    private static <T> T untilAnswered(Awaiting.Look<T> look) throws IOException, InterruptedException {
        return Awaiting.until("an answer", () -> {
            Answer health = people.anybody().get("/healthz");
            assertThat(health.status()).as(health.text()).isIn(200, 503);
            return health.status() == 200 ? look.look() : Optional.empty();
        });
    }

    /// A box of noise after the last one: players skip it, an upload of it takes its time.
    private static byte[] padded(byte[] mp4) {
        byte[] noise = new byte[PADDING_BYTES];
        new Random(SEED).nextBytes(noise);
        var padded = ByteBuffer.allocate(mp4.length + 8 + noise.length);
        padded.put(mp4).putInt(8 + noise.length).put("free".getBytes(StandardCharsets.US_ASCII));
        return padded.put(noise).array();
    }
}
