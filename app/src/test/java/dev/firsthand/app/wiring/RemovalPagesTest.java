package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody without an account has recordings of a home removed, and people of the desk decide.
class RemovalPagesTest {
    private static final String REASON = "Only hands and a towel can be seen.";

    private static TestServer server;
    private static Browser reviewer;

    private Browser contributor;
    private String recording;
    private String code;
    private Browser stranger;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("removal-pages");
        reviewer = server.people().reviewersBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void somebody_records_and_prints_the_code() throws Exception {
        String token = server.people().join();
        Knock records = server.people().consenting(token);
        recording = "/me/recordings/" + People.lastPart(server.people().session(records));
        contributor = server.people().browser().holding("firsthand-contributor", token);
        code = code(contributor);
        stranger = server.people().browser();
    }

    @Test
    void the_page_behind_the_code_shows_counts_and_nothing_else_and_sending_it_stops_the_recording() throws Exception {
        String page = stranger.open(code).body();
        assertThat(page).contains("one recording", "no recording").doesNotContain("towel", "<img", "<video", "/me/");

        HttpResponse<String> sent = asks("I wore a red coat");

        assertThat(sent.uri().getPath()).startsWith("/removal/fh_");
        assertThat(sent.body()).contains("Stopped. A person decides now.", "Decided by ");
        assertThat(contributor.open(recording).body())
                .contains("Stopped: it may have to be removed", "no copy that holds it is handed out")
                .doesNotContain("red coat");
    }

    @Test
    void whoever_asks_reads_in_their_language_what_is_asked_and_how_it_goes_on() throws Exception {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(stranger.open(code + "?lang=sw").body()).contains("Fanya rekodi ziondolewe", "Tafsiri ya muda");
        assertThat(stranger.send(code + "?lang=es").body()).contains("Elija un día en que se grabó algo.");

        assertThat(stranger.send(code + "?lang=hi", "day", today).body())
                .contains("lang=\"hi\"", "रोक दी गईं। अब एक व्यक्ति फ़ैसला करता है।");
    }

    @Test
    void the_poster_and_the_pages_of_recordings_and_receipts_speak_the_chosen_language_and_offer_the_others()
            throws Exception {
        String poster = contributor.open("/me/home?lang=sw").body();
        assertThat(poster)
                .contains("Katika nyumba hii hurekodiwa", "href=\"/me/home?lang=hi\"", "Tafsiri ya muda")
                .doesNotContain("You can have them removed");
        String door = Browser.first(poster, "href=\"(/door/fh_[^\"]+)\"");
        assertThat(stranger.open(door).body()).contains("Fanya rekodi ziondolewe");

        String page = contributor.open(recording + "?lang=es").body();
        assertThat(page)
                .contains("Sale un niño u otra persona", "href=\"%s?lang=hi\"".formatted(recording))
                .contains("action=\"%s/declare?lang=es\"".formatted(recording))
                .doesNotContain("Somebody who did not agree");
        assertThat(contributor
                        .send(recording + "/declare?lang=es", "who", "nobody")
                        .body())
                .contains("Elija quién sale");
        assertThat(contributor.open("/me/receipts?lang=hi").body()).contains("href=\"/me/receipts?lang=es\"");
    }

    @Test
    void a_reviewer_decides_with_a_reason_that_whoever_asked_reads_and_an_appeal_goes_to_another_person()
            throws Exception {
        String link = asks("I wore a green hat").uri().getPath();
        String desk = deskPage();
        assertThat(reviewer.open(desk).body()).contains("I wore a green hat");
        HttpResponse<String> refused = reviewer.send(desk, "decision", "keep", "reason", "no");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Write the reason").contains(">no</textarea>");

        reviewer.send(desk, "decision", "keep", "reason", REASON);
        assertThat(stranger.open(link).body()).contains(REASON, "I do not agree");
        assertThat(stranger.send(link).body())
                .contains("Another person decides now.")
                .doesNotContain("I do not agree");
        assertThat(reviewer.open(desk).body())
                .contains("decided by another person")
                .doesNotContain("<textarea");
        assertThat(reviewer.send(desk, "decision", "keep", "reason", REASON).statusCode())
                .isEqualTo(409);

        server.people().operatorsBrowser().send(desk, "decision", "remove", "reason", "A coat and a face are in it.");

        assertThat(stranger.open(link).body()).contains("Removed.", "A coat and a face are in it.");
        assertThat(contributor.open(recording).body())
                .contains("Removed at somebody", "What you earned with it stays yours.")
                .doesNotContain("green hat", "A coat and a face");
        assertThat(stranger.open(code).body()).contains("Nothing was recorded here in the last seven days");
    }

    @Test
    void the_link_goes_on_to_say_that_it_is_removed_after_the_contributor_took_everything_back() throws Exception {
        String link = asks("I wore a red coat").uri().getPath();

        contributor.send("/me/withdraw", "level", "recall");

        String page = Awaiting.until(
                "nothing but the link is left",
                () -> Optional.of(stranger.open(link + "?lang=en").body())
                        .filter(body -> body.contains("All that was recorded in that home is out of use")));
        assertThat(page).contains("Removed.").doesNotContain("red coat", "I do not agree");
        assertThat(stranger.open(link + "?lang=sw").body()).contains("Zimeondolewa.");
    }

    @Test
    void a_request_stands_at_the_front_page_at_once() throws Exception {
        asks("");

        assertThat(reviewer.open("/desk").body()).contains("/desk/removals");
    }

    @Test
    void wrong_codes_silence_nobody_who_has_a_right_one_and_that_has_a_limit_of_its_own() throws Exception {
        for (int i = 0; i < 130; i++) {
            String wrong = "/door/fh_%043d".formatted(i);
            assertThat(stranger.send(wrong, "day", "2026-01-01").statusCode()).isEqualTo(404);
            assertThat(stranger.open(wrong).statusCode()).isEqualTo(404);
        }

        String link = asks("I wore a red coat").uri().getPath();

        assertThat(link).startsWith("/removal/fh_");
        for (int i = 1; i < 10; i++) {
            stranger.send(code, "words", "again");
        }
        assertThat(stranger.send(code, "words", "again").statusCode()).isEqualTo(429);
        assertThat(stranger.open(link).statusCode()).isEqualTo(200);
    }

    @Test
    void without_a_day_the_form_comes_again_with_what_was_typed() throws Exception {
        HttpResponse<String> refused = stranger.send(code, "words", "I wore a red coat");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Choose a day", "I wore a red coat");
    }

    @Test
    void a_wrong_an_ended_and_a_forged_code_look_like_any_page_that_is_not_there() throws Exception {
        contributor.send("/me/home");
        assertThat(code(contributor)).isNotEqualTo(code);

        HttpResponse<String> forged = stranger.open("/door/fh_" + "A".repeat(43));
        for (String path : new String[] {code, "/door/" + UUID.randomUUID(), "/removal/fh_" + "B".repeat(43)}) {
            assertThat(stranger.open(path).statusCode()).isEqualTo(404);
            assertThat(stranger.open(path).body()).isEqualTo(forged.body());
            assertThat(stranger.send(path, "day", "2026-01-01").body()).isEqualTo(forged.body());
        }
    }

    private static String code(Browser contributor) throws Exception {
        return Browser.first(contributor.open("/me/home").body(), "href=\"(/door/fh_[^\"]+)\"");
    }

    private HttpResponse<String> asks(String words) throws Exception {
        String day = Browser.first(stranger.open(code).body(), "name=\"day\" value=\"([^\"]+)\"");
        return stranger.send(code, "day", day, "words", words);
    }

    /// Where the newest of all requests is decided.
    private static String deskPage() throws Exception {
        String list = reviewer.open("/desk/removals").body();
        String newest = list.substring(list.lastIndexOf("/desk/removals/"));
        return Browser.first(newest, "(/desk/removals/[0-9a-f-]{36})");
    }
}
