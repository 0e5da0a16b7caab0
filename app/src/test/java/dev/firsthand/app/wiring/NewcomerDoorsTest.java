package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.firsthand.app.wiring.Knock.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What somebody finds who tries the doors for the first time: bytes need consent, lost tokens are replaced, and every
/// refusal is ours.
class NewcomerDoorsTest {
    private static TestServer server;
    private static People people;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("newcomer");
        people = server.people();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void no_byte_is_taken_in_before_consent_was_given() throws Exception {
        Knock undecided = people.anybody().as(people.join());
        Answer refused = undecided.beginUpload(10);
        assertThat(refused.refusal()).isEqualTo("403 consent-missing");
        assertThat(refused.json().get("message").asText())
                .contains("capture_for_pay", "/me/consent", "/api/v1/me/answers");
    }

    @Test
    void no_byte_is_taken_in_after_consent_was_taken_back_and_what_is_there_can_be_ended() throws Exception {
        Knock contributor = people.contributor();
        String upload =
                contributor.beginUpload(10).headers().firstValue("Location").orElseThrow();
        assertThat(contributor.patch(upload, 0, new byte[4]).status()).isEqualTo(204);
        contributor
                .post("/api/v1/me/withdrawals", Map.of("purpose", "capture_for_pay"))
                .granted();

        assertThat(contributor.patch(upload, 4, new byte[6]).refusal()).isEqualTo("403 consent-withdrawn");
        assertThat(contributor.beginUpload(10).refusal()).isEqualTo("403 consent-withdrawn");
        assertThat(contributor.offset(upload)).isEqualTo(4);
        assertThat(contributor.deleteUpload(upload).status()).isEqualTo(204);
    }

    @Test
    void a_lost_holder_token_is_replaced_and_the_lost_one_ends() throws Exception {
        var account = people.holder("Own house of Example Ltd", true);
        Knock operator = people.operator();
        List<JsonNode> listed =
                operator.get("/api/v1/holders").granted().valueStream().toList();
        assertThat(listed).anySatisfy(holder -> {
            assertThat(holder.get("id").asText()).isEqualTo(account.id());
            assertThat(holder.get("kind").asText()).isEqualTo("OWN");
        });
        String door = "/api/v1/holders/" + account.id() + "/token";
        String fresh = operator.post(door, Map.of()).granted().get("token").asText();

        String copy = "/copy/00000000-0000-0007-0000-000000000007";
        assertThat(people.anybody().as(fresh).get(copy).refusal()).isEqualTo("404 not-found");
        assertThat(people.anybody().as(account.token()).get(copy).refusal()).isEqualTo("401 sign-in-needed");
        assertThat(operator.post("/api/v1/holders/00000000-0000-0007-0000-000000000007/token", Map.of())
                        .refusal())
                .isEqualTo("404 not-found");
    }

    @Test
    void a_method_that_a_door_does_not_know_is_told_from_a_door_that_is_not_there() throws Exception {
        assertThat(people.operator().send("PUT", "/api/v1/tasks").refusal()).isEqualTo("405 method-unknown");
        assertThat(people.operator().send("PUT", "/api/v1/nothing").refusal()).isEqualTo("404 not-found");
    }

    @Test
    void a_path_that_leads_out_of_the_server_is_refused_in_our_own_words() throws Exception {
        for (String path : List.of("/copy/../../etc/passwd", "/copy/%2e%2e/%2e%2e/etc/passwd", "/copy/%00")) {
            Answer answer = people.anybody().get(path);
            assertThat(answer.status()).as(path).isIn(400, 401, 404);
            assertThat(answer.json().get("code").asText()).as(path).isNotBlank();
            assertThat(answer.json().get("message").asText()).as(path).isNotBlank();
            assertThat(answer.headers().firstValue("Server")).as(path).isEmpty();
        }
    }

    @Test
    void the_description_says_whose_it_is_and_where() throws Exception {
        JsonNode description = people.anybody().get("/api/v1/openapi.json").granted();
        assertThat(description.get("info").get("title").asText()).isEqualTo("Firsthand");
        assertThat(description.get("info").get("version").asText()).isNotBlank();
        assertThat(description.get("servers").get(0).get("url").asText()).isEqualTo("/");
    }
}
