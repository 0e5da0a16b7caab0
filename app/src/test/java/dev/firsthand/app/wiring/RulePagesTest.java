package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.rules.Rule;
import dev.firsthand.engine.rules.RuleTable;
import dev.firsthand.engine.rules.Topic;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The desk's table of rules, and what contributors meet of it.
class RulePagesTest {
    private static TestServer server;
    private static Browser operator;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("rule-pages");
        operator = server.people().operatorsBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void rules_are_listed_by_place_with_value_source_and_how_sure_they_are() throws Exception {
        assertThat(operator.open("/desk/rules").body())
                .contains(
                        "Kenya: ",
                        "United States (Illinois)",
                        "European Union",
                        "Nigeria Data Protection Act 2023 s.40(2)",
                        "at most 72 h",
                        "Text read",
                        "rules: nobody has verified them.");
        assertThat(operator.open("/desk/rules/NG.weather").statusCode()).isEqualTo(404);
        assertThat(operator.open("/desk/rules/none").statusCode()).isEqualTo(404);
    }

    @Test
    void a_rule_is_set_stricter_with_a_reason_and_its_page_says_who_did_and_what_it_touches() throws Exception {
        String rule = "/desk/rules/KE.localisation";
        server.people().session(server.people().contributor());
        assertThat(operator.open(rule).body())
                .contains("under it", "Nothing: it is as it ships.")
                .doesNotContain("No session is under it");
        assertThat(operator.open("/desk/rules/default.access").body()).doesNotContain("No session is under it");
        assertThat(operator.open("/desk/rules/PH.access").body()).contains("No session is under it");

        assertThat(operator.send(rule + "/value", "value", "storage_abroad", "reason", "slower")
                        .body())
                .contains("laxer than", "value=\"storage_abroad\"", "slower");
        String stricter = "storage_abroad strategic_processing_abroad";
        assertThat(operator.send(rule + "/value", "value", stricter, "reason", "")
                        .statusCode())
                .isEqualTo(400);

        assertThat(operator.send(rule + "/value", "value", stricter, "reason", "asked by <counsel>")
                        .body())
                .contains(
                        "forbidden: " + stricter,
                        "forbidden: strategic_processing_abroad",
                        "asked by &lt;counsel&gt;",
                        People.OPERATOR_NAME);
    }

    @Test
    void what_no_code_asks_cannot_be_set_and_its_page_says_where_it_is_fixed_and_why() throws Exception {
        Set<Topic> shown = EnumSet.noneOf(Topic.class);
        for (Rule rule : RuleTable.shipped().rules()) {
            if (rule.topic().isFixed() && shown.add(rule.topic())) {
                assertThat(operator.open("/desk/rules/" + rule.id().value()).body())
                        .contains("<h2>Fixed in the program</h2>")
                        .doesNotContain("Change the rule");
            }
        }
        var refused = operator.send("/desk/rules/default.erasure/value", "value", "7", "reason", "faster");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("what the program does here is fixed", "at most 30 days");
        assertThat(operator.send("/desk/rules/default.place/value", "value", "care hospital", "reason", "sure")
                        .body())
                .contains("its words are care, elsewhere, home");
    }

    @Test
    void the_box_on_the_page_of_an_invitation_says_the_age_that_holds_where_somebody_lives() throws Exception {
        String link = server.people().invitationLink();
        Browser phone = server.people().browser();
        assertThat(phone.open(link).body()).contains("I am 18 or older");
        ages("BR", "21");
        ages("default", "19");

        assertThat(phone.open(link).body()).contains("I am 19 or older");
        var refused = phone.send(link, "language", "en", "country", "BR", "adult", "19");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("I am 21 or older", "<option value=\"BR\" selected>");
        assertThat(phone.send(link, "language", "en", "country", "BR", "adult", "21")
                        .uri()
                        .getPath())
                .isEqualTo("/me");
        ages("BR", "18");
        ages("default", "18");
    }

    @Test
    void who_joined_before_the_age_rose_records_nothing_until_they_say_that_they_have_reached_it() throws Exception {
        String token = server.people().join();
        Knock contributor = server.people().consenting(token);
        Browser phone = server.people().browser().holding("firsthand-contributor", token);
        start(contributor, "HOME", "").granted();
        assertThat(phone.open("/me/age").uri().getPath()).isEqualTo("/me");
        ages("default", "21");

        assertThat(start(contributor, "HOME", "").refusal()).isEqualTo("409 age-asked-anew");
        assertThat(phone.open("/me").body()).contains("href=\"/me/age\"");
        assertThat(phone.open("/me/age?lang=sw").body()).contains("Nina miaka 21 au zaidi.");
        assertThat(phone.send("/me/age", "age", "0").body())
                .contains("You cannot record until you are 21", "stays as you allowed it", "/me/withdraw");
        assertThat(contributor.post("/api/v1/me/age", Map.of("ageReached", 20)).refusal())
                .isEqualTo("409 age-too-low");
        assertThat(start(contributor, "HOME", "").refusal()).isEqualTo("409 age-asked-anew");

        assertThat(phone.send("/me/age", "age", "21").uri().getPath()).isEqualTo("/me");

        start(contributor, "HOME", "").granted();
        ages("default", "18");
    }

    private static void ages(String law, String years) throws Exception {
        operator.send("/desk/rules/%s.contributor_age/value".formatted(law), "value", years, "reason", "counsel");
    }

    @Test
    void where_nobody_read_the_rules_a_session_begins_after_somebody_signed_and_kept_its_bytes_there()
            throws Exception {
        Knock far = server.people().consenting(joinsFrom("IS"));
        Map<String, Object> start = Map.of("task", server.people().task(), "deviceClass", "phone");
        assertThat(far.post("/api/v1/me/sessions", start).refusal()).isEqualTo("409 rules-not-signed");

        var refused = operator.send("/desk/rules/signatures", "place", "IS", "reason", "x");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("A reason has at least 10 characters, this has 1.");
        assertThat(operator.send("/desk/rules/signatures", "place", "XX", "reason", "read with counsel")
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator.send("/desk/rules/signatures", "place", "IS", "reason", "read with counsel")
                        .body())
                .contains("Iceland, signed by " + People.OPERATOR_NAME, "read with counsel");

        assertThat(far.post("/api/v1/me/sessions", start).refusal()).isEqualTo("409 rules-storage-abroad");
        operator.send("/desk/rules/signatures", "place", "PH", "reason", "read with counsel");
        assertThat(operator.open("/desk/rules/PH.access").body()).contains("signed by " + People.OPERATOR_NAME);
    }

    @Test
    void what_covers_a_transfer_is_put_on_record_and_ended() throws Exception {
        Knock brazilian = server.people().consenting(joinsFrom("BR"));
        Map<String, Object> start = Map.of("task", server.people().task(), "deviceClass", "phone");
        var refused = brazilian.post("/api/v1/me/sessions", start);
        assertThat(refused.refusal()).isEqualTo("409 rules-transfer-ground-missing");
        assertThat(refused.text())
                .contains("Ask the people who invited you", "BR.transfer SECONDARY_READ")
                .doesNotContain("holder", "Rules");
        String[] ground = {"from", "BR", "to", "KE", "basis", "SAFEGUARDS", "reference", "clauses of 2 November"};

        var hollow = ground.clone();
        hollow[7] = "x";
        assertThat(operator.send("/desk/rules/grounds", hollow).body())
                .contains("A reference has at least 10 characters, this has 1.");
        assertThat(operator.send("/desk/rules/grounds", ground).body())
                .contains("From BR to KE", "clauses of 2 November");
        brazilian.post("/api/v1/me/sessions", start).granted();

        assertThat(operator.send("/desk/rules/grounds/end", ground).body()).doesNotContain("From BR to KE");
        assertThat(brazilian.post("/api/v1/me/sessions", start).refusal())
                .isEqualTo("409 rules-transfer-ground-missing");
    }

    @Test
    void a_place_that_is_nobodys_home_is_recorded_in_by_the_code_of_its_owners_agreement() throws Exception {
        Knock contributor = server.people().contributor();
        String code = Browser.first(
                operator.send("/desk/rules/places", "where", "KE", "owner", "letter in folder 3")
                        .body(),
                "<code>([A-Z2-9]{8})</code>");
        assertThat(start(contributor, "ELSEWHERE", "AAAAAAAA").refusal()).isEqualTo("409 place-record-missing");
        start(contributor, "ELSEWHERE", code).granted();
        assertThat(start(contributor, "CARE", code).refusal()).isEqualTo("409 place-care");
        assertThat(start(contributor, "MOON", "").refusal()).isEqualTo("400 field-unknown-choice");
    }

    @Test
    void an_owners_agreement_and_a_signature_end_by_name_and_reason_and_the_page_says_what_was_recorded_on_it()
            throws Exception {
        Knock contributor = server.people().contributor();
        String code = Browser.first(
                operator.send("/desk/rules/places", "where", "KE", "owner", "letter in folder 4")
                        .body(),
                "<code>([A-Z2-9]{8})</code>");
        String place = "/desk/rules/places/" + code;
        assertThat(operator.open(place).body()).contains("letter in folder 4", "Nothing was recorded on it yet.");
        start(contributor, "ELSEWHERE", code).granted();
        assertThat(operator.open(place).body()).doesNotContain("Nothing was recorded on it yet.");
        assertThat(operator.send(place + "/end", "reason", " ").statusCode()).isEqualTo(400);

        assertThat(operator.send(place + "/end", "reason", "The owner took it back.")
                        .body())
                .contains("Ended by " + People.OPERATOR_NAME, "The owner took it back.")
                .doesNotContain("<form method=\"post\" action=\"" + place);

        assertThat(start(contributor, "ELSEWHERE", code).refusal()).isEqualTo("409 place-record-missing");
        assertThat(operator.open("/desk/rules/places/AAAAAAAA").statusCode()).isEqualTo(404);

        Knock far = server.people().consenting(joinsFrom("GL"));
        operator.send("/desk/rules/signatures", "place", "GL", "reason", "read with counsel");
        assertThat(start(far, "HOME", "").refusal()).isEqualTo("409 rules-storage-abroad");
        assertThat(operator.send("/desk/rules/signatures/GL/end", "reason", "The law changed.")
                        .body())
                .contains("Signed for: Greenland", "Ended by " + People.OPERATOR_NAME, "The law changed.");
        assertThat(start(far, "HOME", "").refusal()).isEqualTo("409 rules-not-signed");
        assertThat(operator.open("/desk/rules").body()).contains("Ended on ");
    }

    @Test
    void an_auditor_sees_the_rules_and_changes_none_and_a_reviewer_has_no_such_page() throws Exception {
        Browser auditor = server.people().browser();
        auditor.comeIn(server.people().memberLink("AUDITOR"), "Auditor", "auditor-of-rules");
        assertThat(auditor.open("/desk/rules").body()).contains("Kenya: ").doesNotContain("Sign with my name");
        assertThat(auditor.open("/desk/rules/KE.access").body())
                .contains("at most 7 days")
                .doesNotContain("Change the rule");
        assertThat(auditor.send("/desk/rules/signatures", "place", "IS", "reason", "read")
                        .statusCode())
                .isEqualTo(404);
        assertThat(server.people().reviewersBrowser().open("/desk/rules").statusCode())
                .isEqualTo(404);
    }

    private static Knock.Answer start(Knock contributor, String place, String record) throws Exception {
        return contributor.post(
                "/api/v1/me/sessions",
                Map.of("task", server.people().task(), "deviceClass", "phone", "place", place, "placeRecord", record));
    }

    private static String joinsFrom(String country) throws Exception {
        Map<String, Object> form =
                new HashMap<>(People.joinForm(People.lastPart(server.people().invitationLink())));
        form.put("country", country);
        return server.people()
                .anybody()
                .post("/api/v1/contributors", form)
                .granted()
                .get("token")
                .asText();
    }
}
