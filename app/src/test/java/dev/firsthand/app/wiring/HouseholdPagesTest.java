package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a contributor says of the home, what those who live there say, and what the contributor learns of it.
class HouseholdPagesTest {
    private static final String LINK = "<code>http[^<]+(/household/[^<]+)</code>";

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("household");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_contributor_is_asked_who_lives_there_and_records_once_everybody_at_home_said_yes() throws Exception {
        Browser phone = contributor();
        String task = "/me/tasks/" + server.people().task();
        assertThat(phone.open("/me").body()).contains("First say who lives with you");
        assertThat(phone.open(task).body()).contains("href=\"/me/household\"").doesNotContain("I am ready to record");
        assertThat(phone.send(task, "device", "iphone").statusCode()).isEqualTo(409);

        HttpResponse<String> told = livesWith(phone, "Heron", "");
        String link = Browser.first(told.body(), LINK);
        assertThat(told.body()).contains("<svg", "role=\"img\"").doesNotContain("href=\"" + link);
        assertThat(phone.open("/me").body()).doesNotContain("First say who lives with you");
        assertThat(phone.open("/me/household").body())
                .as("the link is shown once")
                .contains("Heron")
                .doesNotContain(link);
        assertThat(phone.send(task, "device", "iphone").body()).contains("Mark who will be away");

        String heron = Browser.first(phone.open(task).body(), "name=\"absent\" value=\"([0-9a-f-]+)\"");
        assertThat(recording(phone.send(task, "device", "iphone", "absent", heron)))
                .as("away")
                .isTrue();
        Browser resident = server.people().browser();
        assertThat(resident.open(link).body()).contains("Demo on this machine", "Hands, things and rooms");
        assertThat(resident.send(link, "answer", "yes").body()).contains("You said yes.");
        assertThat(recording(phone.send(task, "device", "iphone"))).isTrue();
        assertThat(resident.send(link, "answer", "no").body()).contains("You said no.");
        assertThat(phone.send(task, "device", "iphone").statusCode()).isEqualTo(409);
    }

    @Test
    void whoever_is_asked_reads_it_in_their_language_and_that_it_is_a_draft() throws Exception {
        Browser phone = contributor();
        String link = Browser.first(livesWith(phone, "Heron", "").body(), LINK);
        Browser resident = server.people().browser();

        assertThat(resident.open(link + "?lang=es").body())
                .contains("lang=\"es\"", "Grabaciones en su casa", "Traducción provisional", link + "?lang=hi");
        assertThat(resident.send(link + "?lang=sw", "answer", "yes").body()).contains("Ulisema ndiyo.");
        assertThat(phone.open("/me/household?lang=hi").body()).contains("मेरे साथ कौन रहता है", "Heron");
        assertThat(phone.send("/me/household?lang=es", "home", "others", "adults", "")
                        .body())
                .contains("Escriba una palabra por cada adulto");
        assertThat(phone.open("/me/withdraw?lang=es").body()).contains("Retirarlo todo", "Hecho hoy");
    }

    @Test
    void no_page_tells_the_contributor_what_anybody_answered() throws Exception {
        Browser phone = contributor();
        HttpResponse<String> told = livesWith(phone, "Heron\nEgret", "2");
        List<String> links = told.body()
                .lines()
                .filter(line -> line.contains("/household/fh_"))
                .map(line -> Browser.first(line, LINK))
                .toList();
        assertThat(links).hasSize(2);
        Browser resident = server.people().browser();
        String unanswered = resident.open(links.getFirst()).body();
        String home = phone.open("/me/household").body();
        String task = phone.open("/me/tasks/" + server.people().task()).body().replaceAll("name=\"opened\"[^>]+", "");

        for (String answer : List.of("no", "yes")) {
            resident.send(links.getFirst(), "answer", answer);
            assertThat(phone.open("/me/household").body()).isEqualTo(home);
            assertThat(phone.open("/me/tasks/" + server.people().task()).body().replaceAll("name=\"opened\"[^>]+", ""))
                    .isEqualTo(task);
            assertThat(phone.open(links.getFirst()).body())
                    .as("whoever kept the link")
                    .isEqualTo(unanswered);
        }
        resident.send(links.getLast(), "answer", "yes");
        assertThat(phone.open("/me/household").body()).isNotEqualTo(home).contains("Everybody said yes");
    }

    @Test
    void a_link_that_ended_or_was_mistyped_is_like_one_that_never_was_and_one_that_was_replaced_is_heard()
            throws Exception {
        Browser phone = contributor();
        String first = Browser.first(livesWith(phone, "Heron", "").body(), LINK);
        String renew = Browser.first(phone.open("/me/household").body(), "action=\"(/me/household/[0-9a-f-]+/link)");
        String second = Browser.first(phone.send(renew).body(), LINK);
        assertThat(contributor().send(renew).statusCode())
                .as("another home's resident")
                .isEqualTo(404);
        assertThat(server.people().browser().open(second).statusCode()).isEqualTo(200);
        phone.livesAlone();

        Browser stranger = server.people().browser();
        assertThat(stranger.send(second, "answer", "moved-out").body())
                .contains("You said that you do not live there any more.")
                .doesNotContain("<form");
        String never = stranger.open("/household/fh_" + "x".repeat(43)).body();
        assertThat(stranger.send(first, "answer", "no").statusCode()).isEqualTo(200);
        for (String link : List.of(second, "/household/mistyped")) {
            assertThat(stranger.open(link).statusCode()).isEqualTo(410);
            assertThat(stranger.open(link).body()).isEqualTo(never);
            assertThat(stranger.send(link, "answer", "yes").body()).isEqualTo(never);
        }
    }

    @Test
    void a_no_stands_against_an_emptied_list_until_that_person_changes_it_or_has_moved_out() throws Exception {
        Browser phone = contributor();
        String link = Browser.first(livesWith(phone, "Heron", "").body(), LINK);
        Browser resident = server.people().browser();
        resident.send(link, "answer", "no");

        HttpResponse<String> alone = phone.send("/me/household", "home", "alone");

        assertThat(alone.uri().getPath()).isEqualTo("/me/household");
        assertThat(alone.body())
                .contains("You may not record at home.", "can say so on the page behind their own link");
        String task = "/me/tasks/" + server.people().task();
        assertThat(phone.send(task, "device", "iphone").statusCode()).isEqualTo(409);
        assertThat(resident.open(link + "?lang=sw").body()).contains("Siishi hapo tena");
        resident.send(link + "?lang=es", "answer", "moved-out");
        assertThat(phone.open("/me/household").body()).contains("No other adult lives with you");
        assertThat(recording(phone.send(task, "device", "iphone"))).isTrue();
    }

    @Test
    void a_home_that_is_not_said_comes_again_with_what_was_typed() throws Exception {
        Browser phone = contributor();
        assertThat(phone.send("/me/household", "home", "others", "adults", "").statusCode())
                .isEqualTo(400);
        HttpResponse<String> twice = livesWith(phone, "Heron\nheron", "1");
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(twice.body()).contains("Heron\nheron", "no two the same", "id=\"adults-fault\"");
        assertThat(livesWith(phone, "Heron", "many").body()).contains("id=\"children-fault\"");
        assertThat(phone.open("/me").body()).contains("First say who lives with you");
    }

    @Test
    void a_program_says_who_lives_there_hands_over_links_and_marks_who_is_away() throws Exception {
        Knock contributor = server.people().contributor();
        Map<String, Object> session =
                new HashMap<>(Map.of("task", server.people().task(), "deviceClass", "phone"));
        Map<String, Object> home = Map.of("adults", List.of("Heron"), "children", 0);
        JsonNode told = contributor.post("/api/v1/me/household", home).granted();
        String link = told.at("/adults/0/link").asText();
        assertThat(told.get("mayRecord").asBoolean()).isFalse();
        assertThat(contributor.post("/api/v1/me/sessions", session).refusal()).isEqualTo("409 household-may-not");

        session.put("absent", List.of("no-uuid"));
        assertThat(contributor.post("/api/v1/me/sessions", session).refusal()).isEqualTo("400 field-malformed");
        session.put("absent", List.of(told.at("/adults/0/id").asText()));
        contributor.post("/api/v1/me/sessions", session).granted();

        server.people().browser().send(link, "answer", "yes");
        session.remove("absent");
        contributor.post("/api/v1/me/sessions", session).granted();
        JsonNode again = contributor.post("/api/v1/me/household", home).granted();
        assertThat(again.at("/adults/0/link").isNull()).isTrue();
        assertThat(again.get("mayRecord").asBoolean()).isTrue();

        server.people().browser().send(link, "answer", "no");
        JsonNode alone = contributor
                .post("/api/v1/me/household", Map.of("adults", List.of(), "children", 0))
                .granted();
        assertThat(alone.get("mayRecord").asBoolean()).isFalse();
        assertThat(contributor.post("/api/v1/me/sessions", session).refusal()).isEqualTo("409 household-may-not");
    }

    private static boolean recording(HttpResponse<String> answer) {
        return answer.uri().getPath().startsWith("/me/recordings/");
    }

    private static HttpResponse<String> livesWith(Browser phone, String words, String children) throws Exception {
        return phone.send("/me/household", "home", "others", "adults", words, "children", children);
    }

    /// Said yes to everything, and nothing of the home.
    private static Browser contributor() throws Exception {
        Browser phone = server.people().joined();
        phone.answers("capture_for_pay", "yes", "quality_and_labelling", "yes");
        phone.understands();
        return phone;
    }
}
