package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// How people of the desk judge what they see, by the pages alone.
class QueuePagesTest {
    private static final String REASON = "It is a doll on a shelf.";

    private static TestServer server;
    private static Browser operator;
    private static Browser reviewer;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("queue-pages");
        operator = server.people().operatorsBrowser();
        reviewer = server.people().reviewersBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void parts_are_accepted_with_a_reason_and_nobody_else_is_sent_to_what_somebody_looks_at() throws Exception {
        Browser phone = record();
        phone.send("/me/mail", "email", "somebody@example.org");
        String queued = reviewer.open("/desk/queue").uri().getPath();
        assertThat(operator.open(queued).statusCode()).as("taken").isEqualTo(409);
        assertThat(operator.open("/desk/queue").body()).contains("Nothing waits for a look");

        assertThat(judge(queued, "from0", "0:00.5", "to0", "0:01")).contains("Say why not all of it is accepted");
        assertThat(judge(queued, "reason", "BLURRED", "from0", "1", "to0", "0"))
                .contains("A part ends after it begins");
        assertThat(judge(queued, "reason", "BLURRED", "from0", "soon")).contains("Write times as a player shows them");
        assertThat(judge(queued, "reason", "BLURRED")).contains("Name the parts that are accepted");
        assertThat(judge(queued, "reason", "OTHER", "from0", "0", "to0", "1")).contains("say in the note which");
        assertThat(judge(queued, "reason", "BLURRED", "from0", "0:00.5", "to0", "0:01"))
                .contains("Nothing waits for a look", "minutes for each recorded hour");
        assertThat(judge(queued, "reason", "BLURRED", "from0", "0:00.5", "to0", "0:01"))
                .as("the form sent twice")
                .contains("has its answer already");
        Path mails = server.data().resolve("messages");
        String told = Awaiting.until("the message that somebody decided", () -> {
            try (var files = Files.list(mails)) {
                return files.filter(file -> file.toString().endsWith(".txt"))
                        .findFirst()
                        .map(QueuePagesTest::text);
            }
        });
        assertThat(told)
                .contains("somebody@example.org", "/me")
                .doesNotContain("BLURRED", "lurred", People.TASK_SENTENCE);
    }

    @Test
    void what_somebody_saw_is_lifted_by_another_person_alone_and_a_child_stops_the_recording() throws Exception {
        Browser phone = record();
        String queued = reviewer.open("/desk/queue").uri().getPath();
        String episode = queued.replace("queue", "episodes");
        Knock desk = server.people().operator();
        reviewer.send(queued, "answer", "something", "visible", "CHILD");

        assertThat(reviewer.open(queued).statusCode()).isEqualTo(409);
        assertThat(reviewer.open(queued + "/sheets/0").statusCode()).isEqualTo(409);
        assertThat(reviewer.open(episode).body()).doesNotContain("Look again");
        assertThat(server.people()
                        .member("REVIEWER")
                        .post("/api/v1" + episode + "/privacy", Map.of("answer", "NOTHING_VISIBLE", "reason", REASON))
                        .refusal())
                .isEqualTo("409 privacy-operator-needed");
        assertThat(desk.post("/api/v1" + episode + "/privacy", Map.of("answer", "NOTHING_VISIBLE"))
                        .refusal())
                .isEqualTo("409 privacy-reason-missing");
        assertThat(operator.open("/desk/removals").body()).contains("/desk/removals/");

        assertThat(operator.open(episode).body()).contains("Look again");
        assertThat(operator.open(queued).body()).contains("<li>A child</li>", "name=\"lifting\"");
        var refused = operator.send(queued, "answer", "nothing", "accept", "whole", "lifting", "no");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("To lift that, write why").contains(">no</textarea>");
        operator.send(queued, "answer", "nothing", "accept", "whole", "lifting", REASON);

        assertThat(operator.open(episode).body()).contains("<video").doesNotContain("Look again");
        assertThat(desk.get("/api/v1" + episode).granted().get("privacy").asText())
                .isEqualTo("cleared-by-person");
        assertThat(phone.open("/me").body()).contains("Stopped");
    }

    @Test
    void what_a_contributor_does_not_allow_any_more_is_neither_offered_nor_judged() throws Exception {
        Knock contributor = server.people().contributor();
        String session = server.people().record(contributor, Files.readAllBytes(TestRecordings.video(2)));
        String episode = People.awaitEnd(contributor, session).get("episode").asText();
        contributor
                .post("/api/v1/me/withdrawals", Map.of("purpose", "quality_and_labelling"))
                .granted();

        String desk = "/api/v1/desk/episodes/" + episode;
        Knock judge = server.people().operator();
        assertThat(judge.get("/api/v1/desk/privacy").text()).doesNotContain(episode);
        assertThat(operator.open("/desk/queue/" + episode).statusCode()).isEqualTo(409);
        assertThat(judge.post(desk + "/privacy", Map.of("answer", "NOTHING_VISIBLE"))
                        .refusal())
                .isEqualTo("409 consent-withdrawn");
        assertThat(contributor
                        .post(session + "/label", Map.of("outcome", "SUCCESS"))
                        .refusal())
                .isEqualTo("409 consent-withdrawn");
    }

    private static String judge(String queued, String... more) throws Exception {
        String[] fields = new String[more.length + 4];
        System.arraycopy(new String[] {"answer", "nothing", "accept", "parts"}, 0, fields, 0, 4);
        System.arraycopy(more, 0, fields, 4, more.length);
        return reviewer.send(queued, fields).body();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The contributor's browser afterwards.
    private static Browser record() throws Exception {
        String token = server.people().join();
        Knock contributor = server.people().consenting(token);
        String session = server.people().record(contributor, Files.readAllBytes(TestRecordings.video(2)));
        People.awaitEnd(contributor, session);
        return server.people().browser().holding("firsthand-contributor", token);
    }
}
