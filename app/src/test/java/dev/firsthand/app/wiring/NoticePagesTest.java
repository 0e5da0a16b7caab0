package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Notices at the desk: written, signed by who speaks the language, published, and who is asked again for it.
class NoticePagesTest {
    private static final Pattern AREA =
            Pattern.compile("<textarea id=\"([^\"]+)\"[^>]*>([^<]*)</textarea>", Pattern.DOTALL);

    private static TestServer server;
    private static Browser operator;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("notices");
        operator = server.people().operatorsBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_translation_is_shown_to_contributors_once_a_named_speaker_signed_it() throws Exception {
        String english = operator.open("/desk/notices/new?language=en").body();
        String countries = Browser.first(english, "name=\"countries\"[^>]* value=\"([^\"]*)\"");
        String text = write("es", "Gracias por leer.", "countries", countries);
        assertThat(operator.open(text).body()).contains("A draft: nobody who speaks the language has signed it");
        HttpResponse<String> early = operator.send(text + "/publish");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.body()).contains("Have it signed, then publish it.");
        Browser phone = server.people().joined();
        assertThat(phone.open("/me/consent?lang=es").body())
                .contains("<html lang=\"es\"", "lang=\"en\" dir=\"ltr\"")
                .doesNotContain("Gracias por leer.");

        Browser speaker = server.people().reviewersBrowser();
        assertThat(speaker.send(text + "/sign").statusCode()).as("says nothing").isEqualTo(400);
        speaker.send(text + "/sign", "speaks", "on");
        operator.send(text + "/publish");

        assertThat(operator.open(text).body()).contains("Published on", "Signed by Reviewer Quillfeather");
        assertThat(phone.open("/me/consent?lang=es").body())
                .contains("Gracias por leer.", "class=\"notice\" lang=\"es\"");
    }

    @Test
    void publishing_says_beforehand_who_is_asked_again_and_why_and_then_asks_them() throws Exception {
        Browser phone = server.people().joined();
        answerYes(phone);
        String abroad = write("en", "Thank you.", "countries", "DE");
        assertThat(operator.open(abroad).body())
                .contains("is asked again, for these reasons:", "recordings are kept in another country too");
        operator.send(abroad + "/publish");

        assertThat(phone.open("/me").body()).contains("What is asked for has changed");
        assertThat(phone.open("/me/consent").body()).contains("You said yes, but what is asked for has changed.");
        answerYes(phone);
        assertThat(phone.open("/me").body()).doesNotContain("What is asked for has changed");
    }

    @Test
    void other_words_ask_everybody_again_unless_a_named_operator_says_why_they_say_the_same() throws Exception {
        Browser phone = server.people().joined();
        answerYes(phone);
        String text = write("en", "Thank you for reading.");
        String page = operator.open(text).body();
        assertThat(page)
                .contains("it reads otherwise than what they said yes to", "As it is shown now", "As it will be shown")
                .contains("Thank you for reading.", "ask nobody again");
        String than = Browser.first(page, "name=\"than\" value=\"([0-9a-f]+)\"");
        HttpResponse<String> unexplained =
                operator.send(text + "/publish", "words", "same", "than", than, "reason", "Thanks");
        assertThat(unexplained.statusCode()).isEqualTo(400);
        assertThat(unexplained.body()).contains("at least 10 characters, this has 6");

        operator.send(text + "/publish", "words", "same", "than", than, "reason", "It only says thank you.");

        assertThat(operator.open(text).body())
                .contains(
                        "Published as other words for the same by " + People.OPERATOR_NAME, "It only says thank you.");
        assertThat(phone.open("/me/consent").body()).contains("Thank you for reading.", "You said yes.");
        String further = write("en", "And more.");
        operator.send(further + "/publish", "words", "ask", "than", than);
        assertThat(phone.open("/me/consent").body()).contains("You said yes, but what is asked for has changed.");
        assertThat(phone.open("/api/v1/me/grants").body())
                .contains("\"answer\":\"GIVEN\",\"state\":\"OUTDATED\"")
                .doesNotContain("STANDING");
    }

    @Test
    void the_desk_counts_what_was_answered_to_each_purpose_and_which_recordings_that_allows() throws Exception {
        List<Integer> before = counts("quality_and_labelling");
        Browser phone = server.people().joined();
        assertThat(counts("quality_and_labelling")).as("never answered").isEqualTo(plus(before, 6));
        answerYes(phone);
        phone.livesAlone();
        assertThat(counts("quality_and_labelling")).as("yes").isEqualTo(plus(before, 0));
        String task = Browser.first(phone.open("/me").body(), "href=\"(/me/tasks/[0-9a-f-]+)\"");
        phone.send(task, "device", "iphone");
        assertThat(counts("quality_and_labelling")).as("a recording").isEqualTo(plus(before, 0, 7));
        phone.send("/me/consent/back", "purpose", "quality_and_labelling");
        assertThat(counts("quality_and_labelling")).as("taken back").isEqualTo(plus(before, 5));
    }

    /// Yes, ending, ran out, to an earlier notice, no, taken back, never answered, recordings.
    private static List<Integer> counts(String purpose) throws Exception {
        String page = operator.open("/desk/consent").body();
        String row = Browser.first(page, "(?s)<tr id=\"" + purpose + "\">(.*?)</tr>");
        return Browser.all(row, "<td>([0-9]+)</td>").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static List<Integer> plus(List<Integer> counts, int... columns) {
        var sums = new ArrayList<>(counts);
        for (int column : columns) {
            sums.set(column, sums.get(column) + 1);
        }
        return sums;
    }

    @Test
    void a_text_that_lacks_what_every_notice_says_comes_again_with_what_was_typed() throws Exception {
        List<String> form = form("en", "Nothing more.");
        form.set(form.indexOf("before") + 1, "Welcome to us.");
        HttpResponse<String> refused = operator.send("/desk/notices?language=en", form.toArray(String[]::new));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("Welcome to us.", "the text has the place {controller.name}");
    }

    @Test
    void a_part_that_tells_nothing_comes_again_with_the_fault_beside_it() throws Exception {
        List<String> form = form("en", "");
        form.set(form.indexOf("after") + 1, "Nothing.");
        HttpResponse<String> refused = operator.send("/desk/notices?language=en", form.toArray(String[]::new));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("id=\"after-fault\"", "a paragraph that begins with “Who owns what:”", ">Nothing.</textarea>")
                .doesNotContain("id=\"before-fault\"");
    }

    private static String write(String language, String last, String... further) throws Exception {
        List<String> form = form(language, last);
        form.addAll(List.of(further));
        return operator.send("/desk/notices?language=" + language, form.toArray(String[]::new))
                .uri()
                .getPath();
    }

    /// What the form holds, with one more sentence.
    private static List<String> form(String language, String last) throws Exception {
        String page = operator.open("/desk/notices/new?language=" + language).body();
        List<String> form = new ArrayList<>(List.of("recipients", "NAMED_BUYERS"));
        form.addAll(List.of("once", Browser.first(page, "name=\"once\" value=\"([^\"]+)\"")));
        AREA.matcher(page).results().forEach(area -> {
            form.add(area.group(1));
            form.add(area.group(1).equals("after") ? area.group(2) + "\n\n" + last : area.group(2));
        });
        return form;
    }

    private static void answerYes(Browser phone) throws Exception {
        phone.answers("capture_for_pay", "yes", "quality_and_labelling", "yes");
        phone.understands();
    }
}
