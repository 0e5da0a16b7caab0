package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.wiring.Knock.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Every door that the description names, and those of uploads: shut to strangers, to people of another role, and to
/// people of the same role whose thing it is not. Around one recording that went all the way to a copy.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuardedDoorsTest {
    private static final String NOBODYS = new UUID(7, 7).toString();
    private static final String UNKNOWN_TOKEN = "fh_" + "A".repeat(43);

    /// Doors for everybody, on purpose: two take a secret link, one lists what can be recorded.
    private static final Set<String> OPEN =
            Set.of("post /api/v1/sign-ins", "post /api/v1/contributors", "get /api/v1/tasks");

    private static TestServer server;
    private static People people;
    private static Knock contributor;
    private static Knock holder;
    private static String upload;
    private static String copy;
    private static Map<String, String> ids;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("guarded");
        people = server.people();
        contributor = people.contributor();
        String session = people.session(contributor);
        upload = contributor.upload(Files.readAllBytes(TestRecordings.video(2)));
        people.attach(contributor, session, upload, "VIDEO").granted();
        contributor.post(session + "/finish", Map.of()).granted();
        String episode = People.awaitEnd(contributor, session).get("episode").asText();
        people.judge(contributor, session, episode);
        var account = people.holder("Robots of Example Ltd", true);
        holder = people.anybody().as(account.token());
        String release = people.requestRelease("towels", account);
        copy = "/copy/"
                + People.awaitEnd(people.operator(), release).get("copy").asText();
        ids = Map.of(
                "session",
                People.lastPart(session),
                "episode",
                episode,
                "release",
                People.lastPart(release),
                "copy",
                People.lastPart(copy),
                "holder",
                account.id(),
                "page",
                "0",
                "path",
                "manifest.json",
                "task",
                NOBODYS);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /// One method of one path of the description.
    private record Door(String method, String path) {
        boolean open() {
            return OPEN.contains(method + " " + path);
        }

        Answer knock(Knock who, Map<String, String> names) throws IOException, InterruptedException {
            String filled = path;
            for (var name : names.entrySet()) {
                filled = filled.replaceAll("[{<]" + name.getKey() + "[}>]", name.getValue());
            }
            filled = filled.replaceAll("\\{[a-z]+}", NOBODYS);
            return method.equals("post")
                    ? who.post(filled, Map.of())
                    : who.send(method.toUpperCase(Locale.ROOT), filled);
        }

        /// Those who carry a token, but not one for this door.
        List<Knock> ofAnotherRole() {
            if (path.startsWith("/api/v1/me")) {
                return List.of(people.operator(), holder);
            }
            boolean toldToHolders = path.contains("{notice}") || (path + method).equals("/api/v1/recallsget");
            return path.startsWith("/copy") || toldToHolders
                    ? List.of(people.operator(), contributor)
                    : List.of(contributor, holder);
        }
    }

    private static List<Door> doors() throws Exception {
        JsonNode paths = people.anybody().get("/api/v1/openapi.json").granted().get("paths");
        List<Door> doors = new ArrayList<>();
        paths.properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> doors.add(new Door(method, path.getKey()))));
        assertThat(doors).hasSizeGreaterThan(24);
        return doors.stream().filter(door -> !door.open()).toList();
    }

    @Test
    @Order(1)
    void every_door_is_shut_to_strangers_and_to_people_of_another_role() throws Exception {
        Knock nobody = people.anybody();
        for (Door door : doors()) {
            List<Knock> strangers = new ArrayList<>(List.of(nobody, nobody.as("nonsense"), nobody.as(UNKNOWN_TOKEN)));
            strangers.addAll(door.ofAnotherRole());
            for (Knock stranger : strangers) {
                assertThat(door.knock(stranger, ids).refusal())
                        .as(door.toString())
                        .isEqualTo("401 sign-in-needed");
            }
        }
        for (Knock stranger : List.of(nobody, nobody.as(UNKNOWN_TOKEN), people.operator(), holder)) {
            assertThat(stranger.beginUpload(1).refusal()).isEqualTo("401 sign-in-needed");
            assertThat(stranger.patch(upload, 0, new byte[1]).refusal()).isEqualTo("401 sign-in-needed");
            assertThat(stranger.deleteUpload(upload).refusal()).isEqualTo("401 sign-in-needed");
        }
    }

    @Test
    @Order(2)
    void what_is_anothers_is_answered_at_every_door_as_what_is_not_there() throws Exception {
        Knock otherContributor = people.contributor();
        Knock otherHolder =
                people.anybody().as(people.holder("Other Robots Ltd", false).token());
        Map<String, String> absent = Map.of("session", NOBODYS, "copy", NOBODYS, "path", "manifest.json");
        for (Door door : doors()) {
            boolean own = door.path().contains("{session}") || door.path().contains("{copy}");
            if (!own) {
                continue;
            }
            Knock other = door.path().startsWith("/copy") ? otherHolder : otherContributor;
            Answer foreign = door.knock(other, ids);
            assertThat(foreign.text())
                    .as(door.toString())
                    .isEqualTo(door.knock(other, absent).text());
            assertThat(foreign.status()).as(door.toString()).isIn(400, 404);
            assertThat(door.method().equals("get") && foreign.status() != 404)
                    .as(door.toString())
                    .isFalse();
        }
    }

    @Test
    @Order(3)
    void a_copy_is_served_to_its_holder_alone_and_nothing_beside_it() throws Exception {
        assertThat(holder.get(copy).granted().get("files")).isNotEmpty();
        assertThat(holder.get(copy + "/manifest.json").status()).isEqualTo(200);
        for (String path : List.of(
                "/../../settings.properties",
                "/%2e%2e/%2e%2e/postgres/password",
                "/..%2f..%2fpostgres%2fpassword",
                "/lerobot/..;/..;/..;/postgres/password",
                "/%00",
                "//etc/passwd",
                "/lerobot",
                "/no-such-file")) {
            Answer answer = holder.get(copy + path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.text()).as(path).doesNotContain("root:").doesNotContain("\tat ");
        }
    }

    @Test
    @Order(4)
    void a_file_of_a_copy_can_be_fetched_from_where_an_earlier_attempt_ended() throws Exception {
        String name = holder.get(copy)
                .granted()
                .get("files")
                .valueStream()
                .map(file -> file.get("path").asText())
                .filter(path -> path.endsWith(".mp4"))
                .findFirst()
                .orElseThrow();
        String file = copy + "/" + name;
        byte[] whole = holder.bytes(file, Map.of()).body();
        assertThat(whole.length).as("longer than one block").isGreaterThan(1 << 17);

        var rest = holder.bytes(file, Map.of("Range", "bytes=1000-"));
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.headers().firstValue("Content-Range"))
                .hasValue("bytes 1000-%d/%d".formatted(whole.length - 1, whole.length));
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
        var last = holder.bytes(file, Map.of("Range", "bytes=-7"));
        assertThat(last.statusCode()).isEqualTo(206);
        assertThat(last.body()).isEqualTo(Arrays.copyOfRange(whole, whole.length - 7, whole.length));

        var after = holder.bytes(file, Map.of("Range", "bytes=%d-".formatted(whole.length)));
        assertThat(after.statusCode()).isEqualTo(416);
        assertThat(after.headers().firstValue("Content-Range")).hasValue("bytes */" + whole.length);
        for (Map<String, String> headers :
                List.of(Map.of("Range", "bytes=0-1,5-6"), Map.of("Range", "bytes=7-8", "If-Range", "\"unknown\""))) {
            var answer = holder.bytes(file, headers);
            assertThat(answer.statusCode()).as(headers.toString()).isEqualTo(200);
            assertThat(answer.body()).as(headers.toString()).isEqualTo(whole);
        }
        var text = holder.bytes(copy + "/manifest.json", Map.of("Range", "bytes=1-4", "Accept-Encoding", "gzip"));
        assertThat(text.statusCode()).isEqualTo(206);
        assertThat(text.body()).hasSize(4);
    }

    @Test
    @Order(5)
    void what_belongs_to_somebody_is_kept_by_no_cache() throws Exception {
        for (Answer answer : List.of(
                holder.get(copy),
                holder.get(copy + "/manifest.json"),
                contributor.get("/api/v1/me/grants"),
                people.operator().get("/api/v1/desk/episodes/" + ids.get("episode") + "/sheets/0"))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    @Order(6)
    void a_sign_in_that_was_ended_opens_nothing() throws Exception {
        Knock operator = people.operator();
        assertThat(operator.get("/api/v1/desk/privacy").status()).isEqualTo(200);
        assertThat(operator.send("DELETE", "/api/v1/sign-ins").status()).isLessThan(300);
        assertThat(operator.get("/api/v1/desk/privacy").refusal()).isEqualTo("401 sign-in-needed");
        assertThat(operator.send("DELETE", "/api/v1/sign-ins").refusal()).isEqualTo("401 sign-in-needed");
    }
}
