package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.wiring.Knock.Answer;
import dev.firsthand.app.wiring.People.HolderAccount;
import dev.firsthand.recording.validation.LeRobotValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A real disk runs full under a real server, at every stage. What was acknowledged stays, the answers say what is
/// wrong, nothing half made is seen, and work goes on by itself once there is room. One story on one data folder.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FilledDiskTest {
    private static final int DISK_MEBIBYTES = 320;
    private static final int LOG_SWITCHES_MAX = 40;

    /// What the database may need for a few rows more.
    private static final int DATABASE_BYTES = 128 << 10;

    private static SmallDisk disk;
    private static Path log;
    private static ServerProcess server;
    private static People people;
    private static Knock contributor;
    private static byte[] video;
    private static String session = "";
    private static String upload = "";
    private static final Set<String> ACKNOWLEDGED = new HashSet<>();

    @BeforeAll
    static void start() throws Exception {
        video = Files.readAllBytes(TestRecordings.video(8));
        Path folder = TestRecordings.folder("filled-disk");
        log = folder.resolve("server.log");
        disk = SmallDisk.of(DISK_MEBIBYTES, Files.createDirectories(folder.resolve("disk")));
        TestServer.withPrograms(disk.seen());
        Files.writeString(disk.seen().resolve("settings.properties"), ServerProcess.NAMED_CONTROLLER);
        server = ServerProcess.start(disk, log, 0);
        people = People.first(server.address(), server.operatorLink().orElseThrow());
        contributor = people.contributor();
    }

    @AfterAll
    static void end() throws Exception {
        server.close();
        ServerProcess.bury(disk.seen());
        disk.close();
    }

    @Test
    @Order(1)
    void an_upload_is_refused_with_what_to_do_and_goes_on_where_it_was() throws Exception {
        session = people.session(contributor);
        upload = contributor
                .beginUpload(video.length)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        int third = video.length / 3;
        assertThat(contributor.patch(upload, 0, Arrays.copyOf(video, third)).status())
                .isEqualTo(204);

        disk.fill(0);
        Answer refused = contributor.patch(upload, third, Arrays.copyOfRange(video, third, video.length));
        assertThat(refused.refusal()).isIn("507 upload-store-full", "507 disk-full");
        assertThat(refused.json().get("message").asText()).contains("Try again later");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(contributor.offset(upload)).isEqualTo(third);

        disk.makeRoom();
        Answer rest = contributor.patch(upload, third, Arrays.copyOfRange(video, third, video.length));
        assertThat(rest.status()).as(rest.text()).isEqualTo(204);
        assertThat(contributor.offset(upload)).isEqualTo(video.length);
        people.attach(contributor, session, upload, "VIDEO").granted();
    }

    @Test
    @Order(2)
    void a_step_says_what_it_waits_for_and_goes_on_by_itself() throws Exception {
        // Room for the recording in work/, none for what a child process makes of it.
        disk.fill(video.length + DATABASE_BYTES);
        contributor.post(session + "/finish", Map.of()).granted();
        assertThat(awaitWord(contributor, session)).isEqualTo("disk-full");
        assertThat(people.anybody().get("/healthz").refusal())
                .as("too little room to go on with, said while everything still answers")
                .isEqualTo("507 disk-full");

        disk.makeRoom();
        JsonNode state = People.awaitEnd(contributor, session);
        assertThat(state.get("state").asText()).as(state.toString()).isEqualTo("READY");
    }

    @Test
    @Order(3)
    void a_release_is_published_whole_or_not_at_all() throws Exception {
        String episode = contributor.get(session).granted().get("episode").asText();
        people.judge(contributor, session, episode);
        HolderAccount holder = people.holder("Robots of Example Ltd", true);
        Knock theirs = people.anybody().as(holder.token());
        disk.fill(DATABASE_BYTES);
        String release = people.requestRelease("towels", holder);
        assertThat(awaitWord(people.operator(), release)).isEqualTo("disk-full");
        for (String copy : copies()) {
            assertThat(theirs.get("/copy/" + copy).status()).isEqualTo(404);
        }

        disk.makeRoom();
        JsonNode published = People.awaitEnd(people.operator(), release);
        assertThat(published.get("state").asText()).as(published.toString()).isEqualTo("PUBLISHED");
        String copy = published.get("copy").asText();
        assertThat(copies()).containsExactly(copy);
        assertThat(LeRobotValidator.validate(
                                disk.seen().resolve("releases").resolve(copy).resolve("lerobot"))
                        .broken())
                .isEmpty();
    }

    @Test
    @Order(4)
    void a_database_that_ends_on_a_full_disk_is_said_so_and_comes_back_with_all_it_acknowledged() throws Exception {
        publishTasks();
        disk.fill(0);
        exhaustDatabase();
        Answer refused = Awaiting.until("a refusal", () -> {
            Answer answer = people.anybody().get("/healthz");
            return answer.status() == 200 ? Optional.empty() : Optional.of(answer);
        });
        assertThat(refused.refusal()).isEqualTo("507 disk-full");
        assertThat(refused.json().get("message").asText()).contains("make room");

        disk.makeRoom();
        awaitHealthy();
        assertThat(tasks()).containsAll(ACKNOWLEDGED);
        publishTasks();
    }

    @Test
    @Order(5)
    void a_server_that_starts_on_a_full_disk_says_so_and_finds_everything_when_there_is_room() throws Exception {
        disk.fill(0);
        ServerProcess.bury(disk.seen());
        server.kill();
        Files.writeString(log, "");
        try (ServerProcess refused = ServerProcess.launch(disk, log, people.port())) {
            assertThat(refused.exit()).isEqualTo(1);
        }
        assertThat(Files.readString(log))
                .contains("The disk is full")
                .contains("make room")
                .doesNotContain("\tat ");

        disk.makeRoom();
        server = ServerProcess.start(disk, log, people.port());
        assertThat(tasks()).containsAll(ACKNOWLEDGED);
        assertThat(contributor.offset(upload)).isEqualTo(video.length);
        assertThat(contributor.get(session).granted().get("state").asText()).isEqualTo("READY");
        assertThat(server.stop()).isIn(0, 143);
    }

    /// Has the database take a new piece of its log again and again, until it cannot.
    private static void exhaustDatabase() throws IOException {
        try {
            for (int i = 0; i < LOG_SWITCHES_MAX; i++) {
                ServerProcess.sql(disk.seen(), "select pg_logical_emit_message(true, 'fill', 'x'), pg_switch_wal()");
            }
        } catch (SQLException broken) {
            assertThat(broken.getSQLState()).as(broken.getMessage()).matches("53100|08.*|57P.*");
            return;
        }
        throw new AssertionError("the database found room on a full disk");
    }

    private static void publishTasks() throws Exception {
        for (int i = 0; i < 3; i++) {
            ACKNOWLEDGED.add(people.operator()
                    .post("/api/v1/tasks", Map.of("sentence", People.TASK_SENTENCE, "instructions", "As you do."))
                    .granted()
                    .get("id")
                    .asText());
        }
    }

    private static List<String> tasks() throws Exception {
        return people.anybody()
                .get("/api/v1/tasks")
                .granted()
                .get("tasks")
                .valueStream()
                .map(task -> task.get("id").asText())
                .toList();
    }

    private static void awaitHealthy() throws Exception {
        Awaiting.until("a healthy server", () -> {
            Answer health = people.anybody().get("/healthz");
            return health.status() == 200 ? Optional.of(health) : Optional.empty();
        });
    }

    /// While the work waits, its door says for what.
    private static String awaitWord(Knock knock, String path) throws Exception {
        return Awaiting.until("a word about " + path, () -> {
            JsonNode state = knock.get(path).json();
            assertThat(state.path("state").asText("WORKING"))
                    .as(state.toString())
                    .isEqualTo("WORKING");
            return state.path("stages")
                    .valueStream()
                    .map(stage -> stage.path("waitingFor").path("code").asText(""))
                    .filter(code -> !code.isEmpty())
                    .findFirst();
        });
    }

    private static List<String> copies() throws IOException {
        try (Stream<Path> folders = Files.list(disk.seen().resolve("releases"))) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList();
        }
    }
}
