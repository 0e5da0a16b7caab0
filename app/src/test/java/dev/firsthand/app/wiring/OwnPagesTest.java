package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What contributors may rely on: small pages, free choices, their time, their ways in.
class OwnPagesTest {
    private static final int FIRST_PAGE_BYTES_MAX = 60_000;
    private static final Pattern FETCHED = Pattern.compile("(?:href|src)=\"(/(?:assets|pictures)/[^\"]+)\"");

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("own-pages");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void the_first_page_of_a_contributor_and_all_that_it_fetches_fit_into_60_kilobytes() throws Exception {
        Browser phone = server.people().browser();
        String link = server.people().invitationLink();
        int bytes = bytes(phone.wire(link));
        Set<String> fetched = new HashSet<>();
        FETCHED.matcher(phone.open(link).body()).results().forEach(found -> fetched.add(found.group(1)));
        assertThat(fetched).hasSizeGreaterThanOrEqualTo(2);
        for (String file : fetched) {
            bytes += bytes(phone.wire(file));
        }

        assertThat(bytes).as("bytes of %d requests", fetched.size() + 1).isLessThan(FIRST_PAGE_BYTES_MAX);
    }

    @Test
    void optional_purposes_change_nothing_but_themselves() throws Exception {
        Set<String> homes = new HashSet<>();
        Set<String> tasks = new HashSet<>();
        for (List<String> free :
                List.of(List.of("yes", "yes"), List.of("yes", "no"), List.of("no", "yes"), List.of("no", "no"))) {
            Browser phone = server.people().joined();
            answer(phone, "yes", free.get(0), free.get(1));
            String home = phone.open("/me").body();
            homes.add(home);
            String task = phone.open(task(phone)).body();
            tasks.add(task.replaceAll("name=\"opened\" value=\"[^\"]+\"", ""));
            assertThat(phone.send(task(phone), "device", "iphone").statusCode()).isEqualTo(200);
        }
        assertThat(homes).hasSize(1);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void the_notice_stands_whole_on_the_page_each_purpose_beside_its_question_and_no_code_name() throws Exception {
        String page = server.people().joined().open("/me/consent").body();

        assertThat(page.replaceAll("(?:name|value|src)=\"[^\"]*\"", ""))
                .doesNotContain("capture_for_pay")
                .doesNotContain("sell_to_named_buyers");
        assertThat(page)
                .containsSubsequence(
                        "Before you record for",
                        "Recording for pay</legend>",
                        "1. Recording for pay.",
                        "name=\"capture_for_pay\"",
                        "4. Giving it to named buyers.",
                        "name=\"sell_to_named_buyers\"",
                        "your recordings stay yours",
                        "Taking it back",
                        "Your rights");
    }

    @Test
    void a_contributor_states_the_time_and_the_last_word_counts() throws Exception {
        Browser phone = server.people().joined();
        answer(phone, "yes", "no", "no");
        String recording = phone.send(task(phone), "device", "iphone").uri().getPath();
        phone.send(recording + "/times", "SETTING_UP", "40", "RETAKING", "7");
        String corrected = phone.send(recording + "/times", "SETTING_UP", "4", "RECORDING", "")
                .body();

        assertThat(corrected)
                .containsPattern("name=\"SETTING_UP\"[^>]* value=\"4\"")
                .containsPattern("name=\"RETAKING\"[^>]* value=\"7\"")
                .containsPattern("name=\"RECORDING\"[^>]* value=\"\"");
        HttpResponse<String> wrong = phone.send(recording + "/times", "RECORDING", "a while");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("Write whole minutes");
    }

    @Test
    void what_is_signed_in_is_listed_and_ended_one_by_one_and_signing_out_ends_a_copied_cookie() throws Exception {
        Browser first = server.people().joined();
        Browser second = server.people().browser();
        String back = Browser.first(first.send("/me/link").body(), "<code>(http[^<]+/back/[^<]+)</code>");
        assertThat(first.open("/me/link").body()).contains("not used yet", "This is the browser that you use now.");
        second.send(back);
        String other = Browser.first(first.open("/me/link").body(), "action=\"(/me/link/[0-9a-f-]+/end)\"");
        assertThat(server.people().joined().send(other).statusCode())
                .as("somebody else ends it")
                .isEqualTo(200);
        assertThat(second.open("/me").statusCode()).isEqualTo(200);

        first.send(other);
        assertThat(second.open("/me").statusCode()).isEqualTo(401);
        assertThat(server.people().browser().open(back).body()).contains("does not work any more");

        String copied = Browser.first(first.cookies(), "firsthand-contributor=(\\S+)");
        first.send("/me/leave", "sure", "yes");
        assertThat(server.people()
                        .browser()
                        .holding("firsthand-contributor", copied)
                        .open("/me")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void what_recording_does_to_a_body_is_shown_to_that_person_alone() throws Exception {
        People people = server.people();
        Knock maker = people.contributor();
        Knock page = maker.everywhere("firsthand-contributor");
        assertThat(page.get("/me/strain").text()).contains("Only you see this page", "Nothing here yet");

        String session = people.record(maker, Files.readAllBytes(TestRecordings.video(2)));
        String episode = People.awaitEnd(maker, session).get("episode").asText();
        String own = Awaiting.until(
                "the reading",
                () -> Optional.of(page.get("/me/strain").text()).filter(text -> text.contains("Worn for")));

        assertThat(own).contains(People.lastPart(session), "More than 2 h 0 min", "After 20 minutes a break is due");
        assertThat(people.contributor()
                        .everywhere("firsthand-contributor")
                        .get("/me/strain")
                        .text())
                .contains("Nothing here yet");
        for (String desk : List.of("/desk", "/desk/episodes/" + episode, "/api/v1/desk/episodes/" + episode)) {
            assertThat(people.operator().everywhere("firsthand-desk").get(desk).text())
                    .doesNotContainIgnoringCase("strain")
                    .doesNotContain("Worn for");
        }
    }

    @Test
    void who_has_no_way_back_is_told_before_signing_out_and_can_make_one() throws Exception {
        Browser phone = server.people().joined();
        HttpResponse<String> asked = phone.send("/me/leave");
        assertThat(asked.uri().getPath()).isEqualTo("/me/leave");
        assertThat(asked.body()).contains("only come back by a personal link", "action=\"/me/link\"", "name=\"sure\"");
        assertThat(phone.open("/me").statusCode()).as("still signed in").isEqualTo(200);

        assertThat(phone.send("/me/link").body()).contains("/back/fh_", "action=\"/me/leave\"");
        assertThat(phone.send("/me/leave").body()).contains("You are signed out on this phone.");
        assertThat(phone.open("/me").statusCode()).isEqualTo(401);

        Browser mailed = server.people().joined();
        mailed.send("/me/mail", "email", "reader@example.org");
        assertThat(mailed.send("/me/leave").body()).contains("You are signed out on this phone.");
    }

    @Test
    void a_script_can_ask_what_a_refusal_means_and_every_page_can_be_tried_in_made_up_languages() throws Exception {
        Browser phone = server.people().joined();
        assertThat(phone.open("/me/refusals/role-taken").body()).contains("has such a file already");
        assertThat(phone.open("/me/refusals/no-such-code").statusCode()).isEqualTo(404);
        assertThat(phone.open("/me", "en-XA").body()).contains("lang=\"en-XA\"").doesNotContain("Your control");
        assertThat(phone.open("/me", "ar-XB,en;q=0.5").body()).contains("dir=\"rtl\"");
        assertThat(phone.open("/me", "de,en-XA").body()).contains("lang=\"en\"", "Your control");
        assertThat(phone.open("/me/help").body()).contains("Most Compatible", "Stray Scanner");
    }

    /// The body and about what the head of an answer takes.
    private static int bytes(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        int head = answer.headers().map().entrySet().stream()
                .mapToInt(line ->
                        line.getKey().length() + line.getValue().toString().length() + 4)
                .sum();
        return head + answer.body().length;
    }

    private static String task(Browser phone) throws Exception {
        return Browser.first(phone.open("/me").body(), "href=\"(/me/tasks/[0-9a-f-]+)\"");
    }

    private static void answer(Browser phone, String needed, String train, String sell) throws Exception {
        phone.answers(
                "capture_for_pay",
                needed,
                "quality_and_labelling",
                needed,
                "train_robot_policy",
                train,
                "sell_to_named_buyers",
                sell);
        phone.understands();
        phone.livesAlone();
    }
}
