package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Answering, being understood, and taking back, on a phone and by the code of a receipt.
class ConsentPagesTest {
    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("consent-pages");
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void wrong_answers_are_explained_and_nothing_is_recorded_before_four_are_right() throws Exception {
        Browser phone = answering("yes");
        String page = phone.open("/me/quiz").body();
        String quiz = Browser.first(page, "name=\"quiz\" value=\"([0-9a-f-]+)\"");
        assertThat(phone.send("/me/quiz", "quiz", quiz).body()).contains("Choose one answer to each question.");
        List<String> form = Browser.all(page, "name=\"(q[0-9]+)\" value=\"0\"").stream()
                .flatMap(question -> List.of(question, "0").stream())
                .toList();
        assertThat(form).hasSize(10);

        String marked = phone.send("/me/quiz", concat(form, "quiz", quiz)).body();

        assertThat(marked).contains("of 5 answers were right.");
        String task = Browser.first(phone.open("/me").body(), "href=\"(/me/tasks/[0-9a-f-]+)\"");
        if (!marked.contains("That is clear")) {
            assertThat(marked).contains("The right answer is:", "Try other questions");
            HttpResponse<String> early = phone.send(task, "device", "iphone");
            assertThat(early.statusCode()).isEqualTo(409);
            assertThat(early.body()).contains("answer five questions about what happens with recordings");
        }
        phone.understands();
        phone.livesAlone();
        assertThat(phone.send(task, "device", "iphone").uri().getPath()).startsWith("/me/recordings/");
    }

    @Test
    void by_the_code_of_a_receipt_answers_are_seen_and_taken_back_without_signing_in() throws Exception {
        Browser phone = answering("yes");
        String code = code(phone);
        Browser stranger = server.people().browser();

        HttpResponse<String> seen = stranger.send("/receipt", "code", code.toLowerCase(Locale.ROOT));
        assertThat(seen.body()).contains("Training robots", "You said yes.");
        String address = seen.uri().getPath();
        assertThat(stranger.send(address, "purpose", "train_robot_policy").body())
                .contains("You took your yes back.");
        assertThat(phone.open("/me/consent").body()).contains("You took your yes back.");
    }

    @Test
    void by_the_code_of_a_receipt_everything_is_withdrawn_as_far_as_by_signing_in() throws Exception {
        Browser phone = answering("yes");
        String address = "/receipt/" + code(phone).replace("-", "");
        Browser stranger = server.people().browser();
        List<String> levels = Browser.all(phone.open("/me/withdraw").body(), "name=\"level\" value=\"([a-z-]+)\"");
        assertThat(levels).hasSize(3);
        assertThat(Browser.all(stranger.open(address).body(), "name=\"level\" value=\"([a-z-]+)\""))
                .isEqualTo(levels);
        assertThat(stranger.send(address + "/withdraw").body()).contains("Choose how far you want to withdraw.");

        assertThat(stranger.send(address + "/withdraw", "level", "no-new-releases")
                        .body())
                .contains("Give nothing more away", "Keep the address of this page");
        assertThat(stranger.open(address).body()).contains("You took your yes back.", "You said yes.");
        HttpResponse<String> gone = stranger.send(address + "/withdraw", "level", "recall");

        assertThat(gone.uri().getPath()).startsWith("/withdrawals/fh_");
        assertThat(gone.body()).contains("Keep the address of this page").doesNotContain("href=\"/me\"");
        assertThat(phone.open("/me/consent").statusCode())
                .as("nobody is signed in")
                .isEqualTo(401);
        HttpResponse<String> again = stranger.send(address + "/withdraw", "level", "recall");
        HttpResponse<String> forged = stranger.open("/receipt/0123456789AB");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).as("used up and made up look alike").isEqualTo(forged.body());
        assertThat(stranger.open("/receipt/0").body()).isEqualTo(forged.body());
    }

    @Test
    void a_newer_answer_replaces_the_code() throws Exception {
        Browser phone = answering("no");
        String first = code(phone);
        phone.answersAll("yes");

        assertThat(code(phone)).isNotEqualTo(first);
        assertThat(server.people().browser().send("/receipt", "code", first).statusCode())
                .isEqualTo(410);
    }

    @Test
    void the_export_holds_every_record_as_it_was_signed() throws Exception {
        Browser phone = answering("yes");
        phone.send("/me/consent/back", "purpose", "train_robot_policy");

        HttpResponse<String> export = phone.open("/me/consent.jsonld");

        assertThat(export.headers().firstValue("Content-Type")).contains("application/ld+json");
        JsonNode document = new ObjectMapper().readTree(export.body());
        assertThat(document.at("/@context/dpv").asText()).isEqualTo("https://w3id.org/dpv#");
        assertThat(document.at("/@graph")).hasSize(6);
        assertThat(document.at("/@graph/0/fh:hasManner/fh:isSigned").asBoolean())
                .isFalse();
        assertThat(document.at("/@graph/5/dpv:hasConsentStatus").asText()).isEqualTo("dpv:ConsentWithdrawn");
    }

    @Test
    void what_a_phone_claims_to_have_signed_and_did_not_is_refused() throws Exception {
        Browser phone = server.people().joined();
        HttpResponse<String> refused = phone.answers(
                "capture_for_pay", "yes", "key", "AAAA", "signature", "AAAA", "shown", "2026-01-01T00:00:00Z");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Your device did not sign these answers");
        assertThat(phone.open("/me/consent").body()).doesNotContain("You said yes.");
    }

    @Test
    void answers_that_are_sent_again_or_in_another_persons_name_count_for_nothing() throws Exception {
        Browser phone = server.people().joined();
        String[] form = phone.answersForm("capture_for_pay", "yes");
        assertThat(phone.send("/me/consent", form).statusCode()).isEqualTo(200);
        assertThat(phone.send("/me/consent", form).statusCode())
                .as("tapped twice")
                .isEqualTo(200);

        phone.send("/me/consent/back", "purpose", "capture_for_pay");
        Browser other = server.people().joined();
        for (Browser one : List.of(phone, other)) {
            HttpResponse<String> refused = one.send("/me/consent", form);
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("after this page was opened");
            assertThat(one.open("/me/consent").body()).doesNotContain("You said yes.");
        }
        assertThat(phone.open("/me/consent.jsonld").body().split("dpv:ConsentGiven", -1))
                .hasSize(2);
    }

    @Test
    void who_begins_reads_in_the_browsers_language_and_is_answered_in_it_from_then_on() throws Exception {
        for (String language : List.of("es", "hi", "sw")) {
            Browser phone = server.people().browser();
            String link = server.people().invitationLink();
            String page = phone.open(link, language + ",en;q=0.5").body();
            assertThat(page)
                    .contains("<html lang=\"%s\"".formatted(language), "value=\"%s\"".formatted(language))
                    .doesNotContain("Record everyday tasks", "I am 18 or older", "What makes it accepted");
            String action = Browser.first(page, "<form method=\"post\" action=\"([^\"]+)\"");
            HttpResponse<String> refused = phone.send(action, "language", language, "country", "KE");
            assertThat(refused.body()).doesNotContain("18 or older: joining needs");

            HttpResponse<String> home = phone.send(action, "language", language, "country", "KE", "adult", "18");

            assertThat(home.uri().getPath()).isEqualTo("/me");
            assertThat(home.body())
                    .contains("<html lang=\"%s\"".formatted(language))
                    .doesNotContain("My page", "Read and answer", "What you have sent", "Your control");
        }
    }

    @Test
    void each_answer_leads_to_the_exact_text_that_it_was_given_to_for_who_gave_it_alone() throws Exception {
        Browser phone = answering("yes");
        String code = code(phone).replace("-", "");
        String page = phone.open("/me/consent").body();
        assertThat(page).doesNotContain("an earlier text");
        String digest = Browser.first(page, "href=\"/me/consent/agreed/([0-9a-f]{64})\\?lang=en");
        String address = "/me/consent/agreed/" + digest;
        server.people().holder("Later Robots Ltd", false);

        assertThat(phone.open("/me/consent").body()).contains("an earlier text", "Later Robots Ltd");
        assertThat(phone.open(address).body())
                .contains("in English, of", "an earlier text", "Training robots", "You said yes.", digest)
                .doesNotContain("Later Robots Ltd");
        assertThat(sha256(phone.open(address + "/notice.txt").body())).isEqualTo(digest);
        assertThat(phone.open("/me/receipts").body()).contains("href=\"" + address);
        Browser stranger = server.people().browser();
        String byCode = "/receipt/" + code + "/agreed/" + digest;
        assertThat(stranger.open("/receipt/" + code).body()).contains("href=\"" + byCode, "an earlier text");
        assertThat(stranger.open(byCode).body()).contains("in English, of", "Training robots", digest);
        assertThat(sha256(stranger.open(byCode + "/notice.txt").body())).isEqualTo(digest);
        assertThat(stranger.open("/receipt/0123456789AB/agreed/" + digest).statusCode())
                .isEqualTo(410);

        Browser other = server.people().joined();
        HttpResponse<String> notTheirs = other.open(address);
        assertThat(notTheirs.statusCode()).isEqualTo(404);
        assertThat(notTheirs.body())
                .isEqualTo(other.open("/me/consent/agreed/" + "0".repeat(64)).body());
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static Browser answering(String answer) throws Exception {
        Browser phone = server.people().joined();
        phone.answersAll(answer);
        return phone;
    }

    private static String[] concat(List<String> form, String... further) {
        return Stream.concat(form.stream(), Arrays.stream(further)).toArray(String[]::new);
    }

    private static String code(Browser phone) throws Exception {
        return Browser.first(phone.open("/me/consent").body(), "<p class=\"code\"><strong>([0-9A-Z-]{14})</strong>");
    }
}
