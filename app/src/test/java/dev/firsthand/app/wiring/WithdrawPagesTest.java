package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A contributor takes back what was agreed, and sees how far that has come.
class WithdrawPagesTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("withdrawal");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void withdrawing_takes_no_more_taps_than_giving_took() throws Exception {
        Browser phone = server.people().joined();
        assertThat(phone.open("/me").body()).contains("href=\"/me/consent\"", "href=\"/me/withdraw\"");

        assertThat(taps(phone.open("/me/withdraw").body(), 1))
                .isLessThanOrEqualTo(taps(phone.open("/me/consent").body(), 5));
    }

    /// One to come there, one for each question, one to send.
    private static int taps(String page, int questions) {
        long asked = Pattern.compile("type=\"radio\" name=\"([a-z_]+)\"")
                .matcher(page)
                .results()
                .map(radio -> radio.group(1))
                .distinct()
                .count();
        assertThat(asked).isEqualTo(questions);
        return 1 + questions + 1;
    }

    @Test
    void who_uses_the_recordings_is_two_taps_away_and_says_what_to_do_where_nobody_does() throws Exception {
        Browser phone = server.people().joined();

        assertThat(phone.open("/me").body()).contains("href=\"/me/uses\"");
        assertThat(phone.open("/me/uses").body()).contains("Nobody has a copy", "href=\"/me/withdraw?");
    }

    @Test
    void who_takes_everything_back_sees_the_day_before_and_the_progress_when_the_account_is_gone() throws Exception {
        Browser phone = server.people().joined();
        assertThat(phone.open("/me/withdraw").body()).contains("would be gone on", "never touches money");

        HttpResponse<String> asked = phone.send("/me/withdraw", "level", "recall");
        String link = asked.uri().getPath();

        assertThat(link).startsWith("/withdrawals/fh_");
        assertThat(asked.body()).contains("Keep the address of this page", "data-live=");
        Awaiting.until(
                "the erasure",
                () -> Optional.of(phone.open("/me").body())
                        .filter(page -> page.contains("Done.") && !page.contains("in a moment")));
        HttpResponse<String> home = phone.open("/me");
        assertThat(home.uri().getPath()).startsWith("/me/withdrawals/");
        assertThat(home.body()).contains("Keys destroyed on").doesNotContain("Keep the address");
        assertThat(phone.open("/me/consent").statusCode()).isEqualTo(401);
        Browser stranger = server.people().browser();
        assertThat(stranger.open(home.uri().getPath()).statusCode()).isEqualTo(401);
        assertThat(stranger.open(link).body()).contains("Done.");
        assertThat(server.people().operatorsBrowser().open("/desk/withdrawals").body())
                .contains("Take everything back", "Done.");
    }

    @Test
    void nobody_sees_the_withdrawal_of_somebody_else() throws Exception {
        Browser phone = server.people().joined();
        phone.send("/me/withdraw", "level", "no-contact");
        String own = Browser.first(phone.open("/me").body(), "href=\"(/me/withdrawals/[0-9a-f-]+)\"");

        assertThat(phone.open(own).body()).contains("Do not write to me", "Done.");
        assertThat(server.people().joined().open(own).statusCode()).isEqualTo(404);
        assertThat(phone.send("/me/withdraw").statusCode()).isEqualTo(400);
    }

    @Test
    void who_left_is_told_until_when_a_hold_keeps_a_copy() throws Exception {
        Browser phone = server.people().joined();
        Browser desk = server.people().operatorsBrowser();
        String contributor =
                Browser.first(desk.open("/desk/contributors").body(), "href=\"(/desk/contributors/[0-9a-f-]+)\"");
        desk.send(contributor + "/hold", "kind", "COURT", "reason", "Case 8", "until", "2031-01-01");
        assertThat(phone.open("/me/withdraw").body())
                .containsPattern("A hold keeps a copy until [^<]*2031")
                .doesNotContain("would be gone on");

        phone.send("/me/withdraw", "level", "recall");

        Awaiting.until(
                "the erasure",
                () -> Optional.of(phone.open("/me").body())
                        .filter(page -> page.contains("Done.") && page.contains("A hold keeps a copy until")));
        assertThat(phone.open("/me").body()).containsPattern("A hold keeps a copy until [^<]*2031");
    }

    @Test
    void an_operator_holds_what_the_law_wants_kept_and_two_end_the_hold() throws Exception {
        server.people().joined();
        Browser desk = server.people().operatorsBrowser();
        String contributor =
                Browser.first(desk.open("/desk/contributors").body(), "href=\"(/desk/contributors/[0-9a-f-]+)\"");

        assertThat(desk.send(contributor + "/hold", "kind", "COURT", "reason", "Case 7", "until", "soon")
                        .body())
                .contains("Choose the day on which the hold ends");
        HttpResponse<String> held =
                desk.send(contributor + "/hold", "kind", "COURT", "reason", "Case 7", "until", "2030-01-01");

        assertThat(held.uri().getPath()).isEqualTo("/desk/withdrawals");
        assertThat(held.body()).contains("Ordered by a court", "Case 7");
        String hold = Browser.first(held.body(), "href=\"(/desk/withdrawals/holds/[0-9a-f-]+)\"");
        assertThat(desk.send(hold + "/end", "reason", " ").body()).contains("Say why");
        assertThat(desk.send(hold + "/end", "reason", "The court let it go.").body())
                .contains(People.OPERATOR_NAME + " asked that it end", "until ");
        assertThat(desk.open(hold).body())
                .contains("The court let it go.", "Another operator looks")
                .doesNotContain("<form method=\"post\" action=\"/desk/w");
        assertThat(desk.send(hold + "/end", "reason", "Once more.").statusCode())
                .isEqualTo(409);

        Browser another = server.people().browser();
        another.comeIn(server.people().memberLink("OPERATOR"), "Operator Two", "operator-two-of-holds");
        assertThat(another.send(hold + "/end", "reason", "I read the order.").body())
                .contains("ended ");
        assertThat(another.send(hold + "/end", "reason", "I read the order.").statusCode())
                .isEqualTo(409);
    }
}
