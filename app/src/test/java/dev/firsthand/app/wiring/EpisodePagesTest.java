package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What people of the desk see of recordings, and that it changes while they look.
@Timeout(120)
class EpisodePagesTest {
    private static TestServer server;
    private static Browser operator;
    private static Browser reviewer;
    private static Knock contributor;
    private static String episode;
    private static String session;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("episode-pages");
        People people = server.people();
        operator = people.operatorsBrowser();
        reviewer = people.reviewersBrowser();
        contributor = people.contributor();
        session = people.record(contributor, Files.readAllBytes(TestRecordings.video(2)));
        JsonNode became = People.awaitEnd(contributor, session);
        episode = "/desk/episodes/" + became.get("episode").asText();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void pages_that_ask_again_share_one_making_and_never_miss_a_change() throws Exception {
        Knock open = server.people()
                .anybody()
                .sending(Map.of(
                        "Cookie", "firsthand-desk=" + server.people().operatorToken(), "Firsthand-Live", "again"));
        int before = open.get("/desk/sessions").text().length();
        assertThat(open.get("/desk/sessions").text()).hasSize(before);

        server.people().session(server.people().contributor());

        Awaiting.until(
                "the new session on the shared page",
                () -> Optional.of(open.get("/desk/sessions").text()).filter(page -> page.length() > before));
        assertThat(reviewer.open("/desk/sessions").statusCode())
                .as("who comes fresh")
                .isEqualTo(200);
    }

    @Test
    void an_episode_shows_its_video_its_intervals_its_findings_and_every_fact_about_it() throws Exception {
        String page = reviewer.open(episode).body();

        assertThat(page)
                .contains(People.TASK_SENTENCE, "To be looked at", "Time between pictures", "Middle interval")
                .contains("<path class=\"steady\" d=\"M0 ", "<video controls")
                .contains("Session finished", "Recording opened", "Measured", "View made")
                .doesNotContain(" style=", "<script>")
                .doesNotContain("What it states");
        HttpResponse<String> part = ranged(episode + "/video");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Type")).contains("video/mp4");
        String statements = operator.open(episode).body();
        assertThat(statements).contains("What it states", "scrub_version").doesNotContain("sha256", "pseudonym");
    }

    @Test
    void lists_show_a_session_with_its_state_and_keep_to_what_was_asked_for() throws Exception {
        String all = reviewer.open("/desk/sessions").body();
        assertThat(all).contains(episode, "Waits for a reviewer who says");
        String contributorShown = Browser.first(all, "<code>([^<]+)</code>");
        assertThat(contributorShown).as("no whole name").matches("[0-9a-f]{8}");

        assertThat(reviewer.open("/desk/episodes?state=LOOK").body()).contains(episode);
        assertThat(reviewer.open("/desk/sessions?state=REFUSED").body())
                .contains("There is none.")
                .doesNotContain(episode);
        assertThat(reviewer.open("/desk/sessions?task=" + new UUID(7, 7)).body())
                .doesNotContain(episode);
        assertThat(reviewer.open("/desk/sessions?state=NONSENSE").statusCode()).isEqualTo(404);
        assertThat(reviewer.open("/desk").body()).contains("for a reviewer’s look", "/desk/sessions?state=LOOK");
    }

    @Test
    void the_raw_recording_opens_for_an_operator_who_says_why_and_the_look_is_a_fact() throws Exception {
        assertThat(reviewer.open(episode).body()).doesNotContain("Open the raw recording");
        assertThat(reviewer.send(episode + "/raw", "reason", "curious").statusCode())
                .isEqualTo(404);
        assertThat(operator.send(episode + "/raw", "reason", " ").statusCode()).isEqualTo(400);
        assertThat(operator.open(episode).body()).doesNotContain("Raw recording looked at");

        HttpResponse<String> look = operator.send(episode + "/raw", "reason", "the view flickers at 0:01");

        String raw = Browser.first(look.body(), "src=\"(" + episode + "/raw/[0-9a-f-]+/video)\"");
        HttpResponse<String> bytes = operator.open(raw);
        assertThat(bytes.statusCode()).isEqualTo(200);
        assertThat(bytes.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(reviewer.open(raw).statusCode()).isEqualTo(404);
        assertThat(operator.open(episode).body())
                .contains("Raw recording looked at", "the view flickers at 0:01", "an operator");
        assertThat(reviewer.open(episode).body()).doesNotContain("the view flickers");
    }

    @Test
    void the_movement_of_a_body_opens_as_the_raw_recording_does_and_neither_opens_the_other() throws Exception {
        assertThat(operator.open(episode).body()).doesNotContain("Show the movement");
        assertThat(operator.send(episode + "/motion", "reason", "no suit was worn")
                        .statusCode())
                .isEqualTo(404);
        String suited = suited();
        assertThat(reviewer.open(suited).body()).doesNotContain("Show the movement");
        assertThat(reviewer.send(suited + "/motion", "reason", "curious").statusCode())
                .isEqualTo(404);
        assertThat(operator.send(suited + "/motion", "reason", " ").statusCode())
                .isEqualTo(400);

        HttpResponse<String> page = operator.send(suited + "/motion", "reason", "the suit seems to slip");

        String look = Browser.first(page.body(), "data-figures=\"(" + suited + "/motion/[0-9a-f-]+)/figures\"");
        HttpResponse<String> figures = operator.open(look + "/figures");
        assertThat(figures.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode made = new ObjectMapper().readTree(figures.body());
        assertThat(made.get("said").asText()).contains("100 times a second", "Unitree G1");
        assertThat(made.at("/scene/figures")).hasSize(2);
        assertThat(made.at("/scene/told/0/1").asText()).contains("left hand 1.4");
        assertThat(operator.open(suited).body()).contains("Raw recording looked at", "the suit seems to slip");
        assertThat(reviewer.open(look + "/figures").statusCode()).isEqualTo(404);
        assertThat(operator.open(look.replace("/motion/", "/raw/") + "/video").statusCode())
                .as("the raw video, which was not asked for")
                .isEqualTo(404);
    }

    /// The page of an episode whose contributor wore a suit.
    private static String suited() throws Exception {
        People people = server.people();
        String path = people.session(contributor);
        byte[] video = Files.readAllBytes(TestRecordings.video(2));
        people.attach(contributor, path, contributor.upload(video), "VIDEO").granted();
        byte[] suit = MotionCommandsTest.WALKER.getBytes(StandardCharsets.UTF_8);
        people.attach(contributor, path, contributor.upload(suit), "MOTION").granted();
        contributor.post(path + "/finish", Map.of()).granted();
        return "/desk/episodes/"
                + People.awaitEnd(contributor, path).get("episode").asText();
    }

    @Test
    void strangers_and_contributors_find_nothing_and_what_is_not_there_is_not_there() throws Exception {
        for (String path : List.of("/desk/sessions", "/desk/episodes", episode, episode + "/video", "/desk/live")) {
            assertThat(server.people().browser().open(path).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(operator.open("/desk/episodes/" + new UUID(7, 7)).statusCode())
                .isEqualTo(404);
        assertThat(operator.open("/desk/episodes/nonsense").statusCode()).isEqualTo(404);
    }

    @Test
    void an_open_page_hears_of_a_change_and_no_longer_once_its_sign_in_has_ended() throws Exception {
        String link = server.people().memberLink("REVIEWER");
        Browser member = server.people().browser();
        member.comeIn(link, "Passing Reviewer", "passing");
        String about = server.people().session(contributor);
        String id = People.lastPart(about);
        HttpResponse<java.io.InputStream> events = follow(member, "/desk/live?about=" + id);
        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        try (var lines = new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).startsWith("retry:");
            String upload = contributor.upload(Files.readAllBytes(TestRecordings.video(2)));

            server.people().attach(contributor, about, upload, "VIDEO").granted();

            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: changed");
            member.send("/desk/leave");
            contributor.post(about + "/finish", java.util.Map.of()).granted();
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).as("the end of the stream").isNull();
        }
        assertThat(follow(member, "/desk/live?about=" + id).statusCode()).isEqualTo(401);
        People.awaitEnd(contributor, about);
    }

    @Test
    void a_contributors_page_follows_its_own_recording_alone() throws Exception {
        String path = "/me/recordings/" + People.lastPart(session) + "/live";
        Knock other = server.people().contributor();

        assertThat(other.get(path).status()).as("a token is no cookie").isEqualTo(401);
        assertThat(server.people().browser().open(path).statusCode()).isEqualTo(401);
    }

    private static HttpResponse<java.io.InputStream> follow(Browser browser, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.people().address().resolve(path))
                .header("Cookie", browser.cookies())
                .build();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .sendAsync(request, BodyHandlers.ofInputStream())
                .get(30, TimeUnit.SECONDS);
    }

    private static HttpResponse<String> ranged(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.people().address().resolve(path))
                .header("Cookie", reviewer.cookies())
                .header("Range", "bytes=0-99")
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
