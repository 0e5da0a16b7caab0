package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms of the desk: what a refused one keeps and says.
class FormPagesTest {
    private static TestServer server;
    private static URI address;
    private static Browser operator;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("form-pages");
        address = URI.create("http://127.0.0.1:" + server.people().port());
        operator =
                new Browser(address).holding("firsthand-desk", server.people().operatorToken());
        server.people().holder("Own House of Example", true);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /// A form with one fault: the field that it is in, how it is told, and something typed elsewhere.
    record Faulty(String path, String field, String told, String kept, List<String> fields) {
        Faulty(String path, String field, String told, String kept, String... fields) {
            this(path, field, told, kept, List.of(fields));
        }

        Faulty {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return path + " " + field;
        }
    }

    private static Stream<Faulty> faulty() {
        return Stream.of(
                new Faulty("/desk/tasks", "sentence", "at most 200", "x".repeat(201), "sentence", "x".repeat(201)),
                new Faulty("/desk/tasks", "sentence", "(U+0007)", "Ring the", "sentence", "Ring the \u0007 bell."),
                new Faulty("DRAFT", "minute", "2 digits", ">So.", fields("minute", "0.255")),
                new Faulty("DRAFT", "currency", "ISO 4217", "value=\"2\"", fields("currency", "XXQ")),
                new Faulty("DRAFT", "paid", "yes or no", ">So.", fields("paid", "")),
                new Faulty("DRAFT/publish", "minutes", "1 second to 4 hours", ">So.", fields("minutes", "999")),
                new Faulty("/desk/invitations", "people", "1 to 1000", "Leaflet", "people", "0", "note", "Leaflet"),
                new Faulty(
                        "/desk/invitations",
                        "language",
                        "BCP 47",
                        "Leaflet",
                        "people",
                        "1",
                        "language",
                        "?",
                        "note",
                        "Leaflet"),
                new Faulty("/desk/invitations/many", "links", "1 to 1000", "Leaflet", "links", "x", "note", "Leaflet"),
                new Faulty(
                        "/desk/members", "email", "name@example.org", "no mail", "role", "AUDITOR", "email", "no mail"),
                new Faulty("/desk/members", "role", "Choose what", "a@example.org", "email", "a@example.org"),
                new Faulty(
                        "/desk/holders",
                        "country",
                        "two-letter",
                        "Robots",
                        "name",
                        "Robots",
                        "purpose",
                        "to train",
                        "country",
                        "XX"),
                new Faulty("/desk/holders", "purpose", "is empty", "Robots", "name", "Robots", "country", "KE"),
                new Faulty("/desk/releases", "holder", "who receives", "towels", "name", "towels", "kind", "STANDARD"));
    }

    private static List<String> fields(String field, String value) {
        String[] fields = {
            "sentence",
            "Fold.",
            "instructions",
            "So.",
            "paid",
            "yes",
            "currency",
            "CHF",
            "minute",
            "1",
            "session",
            "2",
            "other",
            "",
            "minutes",
            "5"
        };
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(field)) {
                fields[i + 1] = value;
            }
        }
        return List.of(fields);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void a_refused_form_comes_again_with_what_was_typed_and_the_fault_beside_its_field(Faulty one) throws Exception {
        HttpResponse<String> answer = operator.send(path(one), one.fields().toArray(String[]::new));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("href=\"#" + one.field() + "\"", "id=\"" + one.field() + "\"", one.kept(), one.told())
                .containsOnlyOnce("id=\"" + one.field() + "-fault\"")
                .containsPattern(
                        "id=\"" + one.field() + "\"[^>]*aria-describedby=\"([a-z-]+ )?" + one.field() + "-fault\"")
                .containsPattern("id=\"" + one.field() + "\"[^>]* autofocus")
                .doesNotContain("Go on", "200, this has 15");
    }

    private static String path(Faulty one) throws Exception {
        if (!one.path().startsWith("DRAFT")) {
            return one.path();
        }
        String draft = operator.send("/desk/tasks", "sentence", "Fold.").uri().getPath();
        return one.path().replace("DRAFT", draft);
    }

    @Test
    void a_password_is_never_shown_again() throws Exception {
        HttpResponse<String> refused = operator.send(
                "/desk/account/password", "sign-in-name", "operator", "password", "tooshort7", "present", "present7");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("id=\"password-fault\"", "value=\"operator\"")
                .doesNotContain("tooshort7", "present7");
    }

    @Test
    void what_is_wrong_with_no_single_field_is_told_above_the_form() throws Exception {
        assertThat(operator.send("/desk/holders", "name", "A", "country", "KE", "purpose", "p", "own", "on")
                        .body())
                .contains("role=\"alert\" tabindex=\"-1\" autofocus", "there is one such holder", "value=\"A\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/desk/invitations people 1", "/desk/members role AUDITOR"})
    void a_secret_is_shown_once_to_the_sign_in_that_made_it_and_a_form_sent_twice_makes_one(String form)
            throws Exception {
        String[] words = form.split(" ", -1);
        String path = words[0];
        String[] fields = {"once", once(path), words[1], words[2]};

        HttpResponse<String> made = operator.send(path, fields);

        URI shown = made.uri();
        String link = Browser.first(made.body(), "<code>(http[^<]+fh_[^<]+)</code>");
        assertThat(made.previousResponse().orElseThrow().statusCode()).isEqualTo(303);
        assertThat(operator.open(shown.toString()).body())
                .as("a reload")
                .contains("is shown only once")
                .doesNotContain(link);
        HttpResponse<String> twice = operator.send(path, fields);
        assertThat(twice.uri()).isEqualTo(shown);
        assertThat(twice.body()).as("a double press").contains(link);
        fields[1] = once(path);
        assertThat(operator.send(path, fields).body())
                .as("the form of another page")
                .contains("<code>http")
                .doesNotContain(link);
    }

    @Test
    void another_sign_in_does_not_see_a_secret_and_one_that_is_gone_says_what_to_do() throws Exception {
        Browser other = new Browser(address);
        String link = Browser.first(
                operator.send("/desk/members", "role", "OPERATOR").body(), "<code>(http[^<]+/sign-in/[^<]+)</code>");
        other.comeIn(link, "Second Operator", "second");
        String[] fields = {"once", once("/desk/invitations"), "people", "1"};
        URI shown = operator.send("/desk/invitations", fields).uri();

        assertThat(other.open(shown.toString()).body())
                .contains("is shown only once")
                .doesNotContain("/join/fh_");
        assertThat(operator.open("/desk/invitations?made=" + "0".repeat(64)).body())
                .contains("If it was lost, make another one.");
    }

    @Test
    void a_table_of_links_a_draft_and_a_holder_are_made_once_however_often_the_form_is_sent() throws Exception {
        String[] table = {"once", once("/desk/invitations"), "links", "3", "note", "Twice"};
        String first = operator.send("/desk/invitations/many", table).body();
        assertThat(operator.send("/desk/invitations/many", table).body()).isEqualTo(first);
        assertThat(operator.open("/desk/invitations").body().split("Twice", -1)).hasSize(1 + 3);
        assertThat(operator.open("/desk/invitations/many").uri().getPath()).isEqualTo("/desk/invitations");

        String[] draft = {"once", once("/desk/tasks"), "sentence", "Peel the eggs."};
        String begun = operator.send("/desk/tasks", draft).uri().getPath();
        assertThat(operator.send("/desk/tasks", draft).uri().getPath()).isEqualTo(begun);
        String[] publish = {"once", once(begun)};
        String task = operator.send(begun + "/publish", publish).uri().getPath();
        assertThat(operator.send(begun + "/publish", publish).uri().getPath()).isEqualTo(task);

        String[] holder = {
            "once", once("/desk/holders"), "name", "Twice Ltd", "country", "KE", "purpose", "to train a robot"
        };
        String registered = operator.send("/desk/holders", holder).uri().toString();
        assertThat(operator.send("/desk/holders", holder).uri().toString()).isEqualTo(registered);
    }

    private static String once(String path) throws Exception {
        return Browser.first(operator.open(path).body(), "name=\"once\" value=\"([0-9a-f-]{36})\"");
    }

    @Test
    void every_form_of_the_desk_that_is_done_is_answered_with_another_page() throws Exception {
        Browser member = new Browser(address);
        String link = Browser.first(
                operator.send("/desk/members", "role", "REVIEWER").body(), "<code>(http[^<]+/sign-in/[^<]+)</code>");
        member.comeIn(link, "Leaving Reviewer", "leaving-reviewer");

        HttpResponse<String> changed = member.send(
                "/desk/account/password",
                "sign-in-name",
                "leaving-reviewer",
                "present",
                Browser.PASSWORD,
                "password",
                "eight quiet herons");
        assertThat(changed.uri().getPath()).isEqualTo("/desk/account");
        assertThat(changed.body()).contains("Your password is kept.");
        HttpResponse<String> left = member.send("/desk/leave");
        assertThat(left.uri().getPath()).isEqualTo("/sign-in");
        assertThat(left.body()).contains("You are signed out.");
    }
}
