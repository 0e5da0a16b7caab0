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
                new Faulty("/desk/holders", "purpose", "is empty", "Robots", "name", "Robots", "country", "CH"),
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
        assertThat(operator.send("/desk/holders", "name", "A", "country", "CH", "purpose", "p", "own", "on")
                        .body())
                .contains("role=\"alert\" tabindex=\"-1\" autofocus", "there is one such holder", "value=\"A\"");
    }
}
