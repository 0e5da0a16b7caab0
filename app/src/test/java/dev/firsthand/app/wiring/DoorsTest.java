package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.wiring.Knock.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the doors answer to those who may not, and to those who ask wrongly.
class DoorsTest {
    private static final UUID NOBODYS = new UUID(7, 7);
    private static final String UNKNOWN_TOKEN = "fh_" + "A".repeat(43);

    private static TestServer server;
    private static People people;
    private static Knock contributor;
    private static String session;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("doors");
        people = server.people();
        contributor = people.contributor();
        session = people.session(contributor);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_name_that_is_none_is_refused_without_words_of_the_program() throws Exception {
        Answer refused = people.operator().get("/api/v1/desk/episodes/null");
        assertThat(refused.status()).isIn(400, 404);
        assertThat(refused.text()).doesNotContain("java.", "Exception").contains("not");
    }

    @Test
    void what_is_not_yours_is_answered_as_what_is_not_there() throws Exception {
        Knock other = people.contributor();
        String missing = "/api/v1/me/sessions/" + NOBODYS;
        String upload = contributor.upload(Files.readAllBytes(TestRecordings.video(2)));
        for (String door : List.of("", "/label", "/uploads", "/steps", "/finish")) {
            Map<String, Object> form = switch (door) {
                case "/label" -> Map.of("outcome", "SUCCESS");
                case "/uploads" -> Map.of("upload", People.lastPart(upload), "role", "VIDEO");
                case "/steps" ->
                    Map.of(
                            "kind", "RECORDING",
                            "beganAt", "2026-01-01T00:00:00Z",
                            "endedAt", "2026-01-01T00:00:01Z",
                            "bytes", 0);
                default -> Map.of();
            };
            Answer foreign = door.isEmpty() ? other.get(session) : other.post(session + door, form);
            Answer absent = door.isEmpty() ? other.get(missing) : other.post(missing + door, form);
            assertThat(foreign.status()).as(door).isEqualTo(404);
            assertThat(foreign.text()).as(door).isEqualTo(absent.text());
            assertThat(absent.status()).as(door).isEqualTo(404);
        }
        String nobodysUpload = "/upload/" + NOBODYS;
        assertThat(other.send("HEAD", upload).status())
                .isEqualTo(other.send("HEAD", nobodysUpload).status());
        assertThat(other.patch(upload, 0, new byte[1]).text())
                .isEqualTo(other.patch(nobodysUpload, 0, new byte[1]).text());
        assertThat(other.deleteUpload(upload).text())
                .isEqualTo(other.deleteUpload(nobodysUpload).text());
        String otherSession = people.session(other);
        assertThat(people.attach(other, otherSession, upload, "VIDEO").text())
                .isEqualTo(people.attach(other, otherSession, nobodysUpload, "VIDEO")
                        .text());
        assertThat(contributor.offset(upload)).isEqualTo(Files.size(TestRecordings.video(2)));
    }

    @Test
    void links_work_once() throws Exception {
        JsonNode invitation =
                people.operator().post("/api/v1/invitations", Map.of()).granted();
        var form = People.joinForm(People.lastPart(invitation.get("link").asText()));
        var aged = new HashMap<>(form);
        aged.put("ageReached", true);
        assertThat(people.anybody().post("/api/v1/contributors", aged).status())
                .as("a yes is no number")
                .isEqualTo(400);
        people.anybody().post("/api/v1/contributors", form).granted();
        Answer again = people.anybody().post("/api/v1/contributors", form);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().get("code").asText()).isNotBlank();
        Answer unknown = people.anybody().post("/api/v1/sign-ins", Map.of("link", UNKNOWN_TOKEN, "name", "x"));
        assertThat(unknown.refusal()).isEqualTo("400 staff-link-unknown");
    }

    @Test
    void a_body_that_is_wrong_is_refused_with_a_code_and_never_with_a_fault_of_the_server() throws Exception {
        Knock operator = people.operator();
        List<Answer> answers = new ArrayList<>();
        for (String body : List.of(
                "",
                "{",
                "null",
                "[]",
                "\"text\"",
                "{\"sentence\":7,\"instructions\":{}}",
                "{\"sentence\":null}",
                "\0\1")) {
            answers.add(operator.post("/api/v1/tasks", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(operator.post("/api/v1/holders", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(operator.post("/api/v1/releases", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(people.anybody().post("/api/v1/sign-ins", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(people.anybody().post("/api/v1/contributors", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(contributor.post("/api/v1/me/answers", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(contributor.post("/api/v1/me/withdrawals", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(contributor.post("/api/v1/me/sessions", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(contributor.post(session + "/uploads", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(contributor.post(session + "/steps", body.getBytes(StandardCharsets.UTF_8)));
            answers.add(contributor.post(session + "/label", body.getBytes(StandardCharsets.UTF_8)));
        }
        addWrongFields(answers, operator);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isIn(400, 404, 409, 422);
            assertThat(answer.json().get("code").asText()).matches("[a-z]+(-[a-z]+)+");
            assertThat(answer.json().get("message").asText())
                    .isNotBlank()
                    .doesNotContain("Exception", "dev.firsthand", "com.fasterxml");
            assertThat(answer.json()).hasSize(2);
        });
        assertThat(operator.post(
                                "/api/v1/releases",
                                Map.of("name", "x", "kind", "STANDARD", "holder", NOBODYS.toString()))
                        .refusal())
                .isEqualTo("409 holder-missing");
    }

    private void addWrongFields(List<Answer> answers, Knock operator) throws Exception {
        answers.add(contributor.post(session + "/uploads", Map.of("upload", "x".repeat(90), "role", "PICTURE")));
        answers.add(contributor.post(session + "/label", Map.of("outcome", "GREAT")));
        answers.add(contributor.post(
                session + "/steps",
                Map.of("kind", "FLYING", "beganAt", "yesterday", "endedAt", "today", "bytes", "many")));
        answers.add(contributor.post("/api/v1/me/withdrawals", Map.of("purpose", "to-frame-it")));
        answers.add(contributor.post("/api/v1/me/sessions", Map.of("task", "no-uuid", "deviceClass", "phone")));
        answers.add(contributor.post("/api/v1/me/household", Map.of("adults", List.of("a", "A"), "children", 0)));
        answers.add(contributor.post("/api/v1/me/household", Map.of("adults", List.of(), "children", -1)));
        answers.add(contributor.post("/api/v1/me/household", Map.of("children", 0)));
        answers.add(contributor.post("/api/v1/me/household", "{\"adults\":[null]}".getBytes(StandardCharsets.UTF_8)));
        answers.add(operator.post("/api/v1/tasks", Map.of("sentence", "x".repeat(100_000), "instructions", "")));
        answers.add(operator.post("/api/v1/tasks", Map.of("sentence", "a\0b", "instructions", "")));
        answers.add(operator.post("/api/v1/tasks", Map.of("sentence", "ab", "instructions", "a\0b")));
        for (String review : List.of("{\"whole\":false,\"spans\":[null]}", "{\"whole\":true,\"reasons\":[null]}")) {
            answers.add(operator.post(
                    "/api/v1/desk/episodes/" + NOBODYS + "/review", review.getBytes(StandardCharsets.UTF_8)));
        }
        answers.add(operator.post(
                "/api/v1/releases",
                Map.of(
                        "name",
                        "../../x",
                        "kind",
                        "STANDARD",
                        "holder",
                        people.holder("A Ltd", false).id())));
        answers.add(operator.post(
                "/api/v1/releases",
                Map.of(
                        "name",
                        "x",
                        "kind",
                        "STANDARD",
                        "holder",
                        people.holder("B Ltd", false).id(),
                        "grid",
                        Map.of("fps", -1, "width", 0, "height", 99999))));
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("media", "SMELL"),
                Map.of("grid", Map.of("fps", 30)),
                Map.of("media", "MOTION", "grid", Map.of("fps", 30, "width", 640, "height", 480)),
                Map.of("media", "MOTION", "grid", Map.of("fps", 0)))) {
            Map<String, Object> form = new HashMap<>(wrong);
            form.putAll(Map.of("name", "x", "kind", "STANDARD", "holder", NOBODYS.toString()));
            answers.add(operator.post("/api/v1/releases", form));
        }
    }

    @Test
    void names_in_paths_that_are_none_are_refused_and_doors_that_are_none_are_not_there() throws Exception {
        assertThat(contributor.get("/api/v1/me/sessions/no-uuid").status()).isIn(400, 404);
        assertThat(people.operator().get("/api/v1/desk/episodes/no-uuid").status())
                .isIn(400, 404);
        assertThat(people.operator()
                        .get("/api/v1/desk/episodes/" + NOBODYS + "/sheets/x")
                        .status())
                .isIn(400, 404);
        assertThat(people.operator()
                        .get("/api/v1/desk/episodes/" + NOBODYS + "/proxy")
                        .refusal())
                .isEqualTo("404 not-found");
        assertThat(people.anybody().get("/api/v1/tasks?after=no-uuid").status()).isIn(400, 404);
        for (Answer answer : List.of(
                people.anybody().get("/api/v1/nothing"),
                people.anybody().get("/nothing"),
                people.anybody().send("DELETE", "/api/v1/tasks"),
                people.anybody().send("TRACE", "/api/v1/tasks"))) {
            assertThat(answer.status()).isIn(404, 405);
            assertThat(answer.json().get("code").asText()).isNotBlank();
        }
    }

    @Test
    void a_huge_body_is_refused_before_it_is_read_whole() throws Exception {
        byte[] huge = ("{\"sentence\":\"" + "x".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.US_ASCII);
        Answer answer = people.operator().post("/api/v1/tasks", huge);
        assertThat(answer.refusal()).isEqualTo("413 body-too-long");
    }

    @Test
    void every_answer_carries_the_headers_that_keep_browsers_careful() throws Exception {
        for (String door : List.of("/", "/healthz", "/api/v1/tasks", "/api/v1/me/grants", "/nothing")) {
            Answer answer = people.anybody().get(door);
            assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                    .as(door)
                    .hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).as(door).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(door)
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Server")).as(door).isEmpty();
        }
        assertThat(contributor.get("/api/v1/me/grants").headers().firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void the_description_of_the_doors_names_every_door() throws Exception {
        JsonNode paths = people.anybody().get("/api/v1/openapi.json").granted().get("paths");
        assertThat(paths.properties().stream().map(Map.Entry::getKey))
                .contains(
                        "/api/v1/sign-ins",
                        "/api/v1/tasks",
                        "/api/v1/invitations",
                        "/api/v1/contributors",
                        "/api/v1/me/notice",
                        "/api/v1/me/answers",
                        "/api/v1/me/grants",
                        "/api/v1/me/withdrawals",
                        "/api/v1/me/quiz",
                        "/api/v1/me/quiz/{quiz}",
                        "/api/v1/me/household",
                        "/api/v1/me/sessions",
                        "/api/v1/me/sessions/{session}",
                        "/api/v1/me/sessions/{session}/uploads",
                        "/api/v1/me/sessions/{session}/steps",
                        "/api/v1/me/sessions/{session}/finish",
                        "/api/v1/me/sessions/{session}/label",
                        "/api/v1/desk/privacy",
                        "/api/v1/desk/episodes/{episode}",
                        "/api/v1/desk/episodes/{episode}/privacy",
                        "/api/v1/desk/episodes/{episode}/review",
                        "/api/v1/desk/episodes/{episode}/sheets/{page}",
                        "/api/v1/desk/episodes/{episode}/proxy",
                        "/api/v1/holders",
                        "/api/v1/releases",
                        "/api/v1/releases/{release}",
                        "/copy/{copy}");
    }
}
