package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What people see who come with a browser.
class PagesTest {
    private static final UUID NOBODYS = new UUID(7, 7);

    private static TestServer server;
    private static Browser operator;
    private static Browser desk;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("pages");
        operator = server.people().operatorsBrowser();
        desk = server.people().reviewersBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void somebody_joins_answers_sends_a_video_and_sees_what_became_of_it() throws Exception {
        Browser phone = server.people().joined();
        assertThat(phone.open("/me").body()).contains("Read and answer").doesNotContain("/me/tasks/");
        answer(phone, "yes");
        String task = task(phone);
        assertThat(phone.open(task).body()).contains(People.TASK_SENTENCE, "As you always do.");

        HttpResponse<String> begun = phone.send(task, "device", "iphone");
        String session = Browser.first(begun.body(), "data-session=\"([0-9a-f-]+)\"");
        attach(phone, session);
        String recording = "/me/recordings/" + session;
        assertThat(phone.open(recording).body()).contains("That is all");
        phone.send(recording + "/finish");
        String seen = Awaiting.until("the end of checking", () -> {
            String page = phone.open(recording).body();
            return page.contains("Look again") ? Optional.empty() : Optional.of(page);
        });

        assertThat(seen).contains("Checked. Now people look at it.", "How did it go?");
        assertThat(phone.send(recording + "/outcome", "outcome", "PARTIAL").body())
                .contains("You said: It worked in part");
        assertThat(phone.open("/me").body()).contains(recording);
        assertThat(server.people().joined().open(recording).body())
                .as("somebody else's browser")
                .isEqualTo(server.people()
                        .joined()
                        .open("/me/recordings/" + NOBODYS)
                        .body());

        String queued = desk.open("/desk/queue").uri().getPath();
        assertThat(queued).matches("/desk/queue/[0-9a-f-]+");
        assertThat(desk.open(queued + "/sheets/0").headers().firstValue("Content-Type"))
                .contains("image/jpeg");
        assertThat(desk.send(queued, "answer", "something").statusCode())
                .as("nothing ticked")
                .isEqualTo(400);
        assertThat(desk.send(queued, "answer", "nothing", "accept", "whole").body())
                .contains("Nothing waits for a look");
        assertThat(desk.send(queued, "answer", "nothing").statusCode())
                .as("the second answer of two")
                .isEqualTo(409);
        assertThat(phone.open(queued).statusCode())
                .as("a contributor at the desk")
                .isEqualTo(401);
    }

    @Test
    void a_holder_comes_in_by_its_own_link_and_by_no_other() throws Exception {
        var account = server.people().holder("Robots of Example Ltd", false);
        String link = "/holder/" + account.token();
        Browser engineer = server.people().browser();
        assertThat(engineer.open("/holder/fh_" + "A".repeat(43)).body()).contains("Sign in here");
        assertThat(engineer.open(link).body()).contains("Sign in here");
        assertThat(engineer.cookie("firsthand-holder")).isEmpty();

        HttpResponse<String> unknown = engineer.send("/holder/fh_" + "A".repeat(43));
        assertThat(unknown.statusCode()).isEqualTo(404);
        engineer.send(link);

        assertThat(engineer.cookie("firsthand-holder")).hasValue(account.token());
    }

    @Test
    void looking_at_an_invitation_does_not_use_it_up_and_a_used_one_says_so() throws Exception {
        String link = server.people().invitationLink();
        Browser first = server.people().browser();
        Browser second = server.people().browser();
        assertThat(first.open(link).body()).contains(People.TASK_SENTENCE, "I am 18 or older");
        assertThat(second.open(link).body()).contains("I am 18 or older");

        assertThat(first.send(link, "language", "en", "country", "KE").body())
                .as("age is not stated")
                .contains("say that you have reached that age");
        assertThat(first.send(link, "language", "en", "country", "KE", "adult", "18")
                        .uri()
                        .getPath())
                .isEqualTo("/me");
        assertThat(first.open(link).uri().getPath())
                .as("who joined by it comes to the own page")
                .isEqualTo("/me");
        HttpResponse<String> late = second.open(link);
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("Every place of this invitation is taken");
    }

    @Test
    void no_answer_is_chosen_beforehand_and_a_no_is_kept_as_a_no() throws Exception {
        Browser phone = server.people().joined();
        String page = phone.open("/me/consent").body();
        assertThat(page).doesNotContain("checked").contains("name=\"sell_to_named_buyers\"");

        answer(phone, "no");

        assertThat(phone.open("/me/consent").body()).contains("You said no.").doesNotContain("You said yes");
        String task = task(phone);
        assertThat(phone.send(task, "device", "iphone").statusCode()).isEqualTo(409);
    }

    @Test
    void a_personal_link_brings_a_contributor_back_once_and_can_end_every_other_phone() throws Exception {
        Browser lost = server.people().joined();
        Browser kept = server.people().browser();
        String back = Browser.first(lost.send("/me/link").body(), "<code>(http[^<]+/back/[^<]+)</code>");
        assertThat(kept.open(back).body()).contains("Sign in here");
        assertThat(kept.send(back).uri().getPath()).isEqualTo("/me");
        assertThat(server.people().browser().send(back).statusCode())
                .as("the link again")
                .isEqualTo(410);

        kept.send("/me/link", "others", "on");

        assertThat(lost.open("/me").statusCode()).isEqualTo(401);
        assertThat(kept.open("/me").statusCode()).isEqualTo(200);
    }

    @Test
    void a_form_of_another_site_changes_nothing_and_every_page_forbids_foreign_script() throws Exception {
        Browser phone = server.people().joined();
        assertThat(phone.sendFromElsewhere("/me/link", "others", "on").statusCode())
                .isEqualTo(403);

        HttpResponse<String> page = phone.open("/me");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Permissions-Policy").orElseThrow())
                .as("Chromium warns of a name that it does not know")
                .contains("camera=()")
                .doesNotContain("bluetooth");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.body()).doesNotContain(" style=", " onclick=").doesNotContain("<script>");
    }

    @Test
    void the_desk_is_shut_to_strangers_and_a_reviewer_does_not_find_what_operators_do() throws Exception {
        for (String path : List.of("/desk", "/desk/tasks", "/desk/invitations", "/desk/queue")) {
            assertThat(server.people().browser().open(path).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(desk.open("/desk").body()).doesNotContain("/desk/tasks");
        assertThat(desk.open("/desk/tasks").statusCode()).isEqualTo(404);
        assertThat(desk.send("/desk/invitations", "people", "3").statusCode()).isEqualTo(404);
    }

    @Test
    void an_operator_publishes_a_task_and_makes_a_link_for_many_and_ends_it() throws Exception {
        String draft = operator.send("/desk/tasks", "sentence", "Water the <plants>.")
                .uri()
                .getPath();
        operator.send(draft + "/publish");
        String page = operator.send("/desk/invitations", "people", "2").body();
        String link = Browser.first(page, "<code>(http[^<]+/join/[^<]+)</code>");
        assertThat(page).contains("0 of 2 joined", "<svg class=\"qr\"", "Works");
        assertThat(server.people().browser().open(link).body()).contains("Water the &lt;plants&gt;.");

        operator.send(Browser.first(page, "action=\"(/desk/invitations/[0-9a-f-]+/end)\""));

        assertThat(server.people().browser().open(link).body()).contains("was ended by the people who sent it");
        assertThat(operator.send("/desk/tasks").statusCode())
                .as("a form without its fields")
                .isEqualTo(400);
        assertThat(operator.send("/desk/invitations", "people", "0").statusCode())
                .isEqualTo(400);
    }

    @Test
    void who_signs_out_is_out_even_with_a_copy_of_the_cookie() throws Exception {
        String link = server.people().memberLink("REVIEWER");
        Browser member = server.people().browser();
        assertThat(member.open(link).body()).as("looking uses nothing up").contains("Your name");
        assertThat(member.comeIn(link, "Passing Reviewer", "passing").uri().getPath())
                .isEqualTo("/desk");
        String copied = Browser.first(member.cookies(), "firsthand-desk=(\\S+)");

        member.send("/desk/leave");

        assertThat(member.open("/desk").statusCode()).isEqualTo(401);
        assertThat(server.people()
                        .browser()
                        .holding("firsthand-desk", copied)
                        .open("/desk")
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> again = server.people().browser().comeIn(link, "Somebody", "somebody");
        assertThat(again.statusCode()).as("the link again").isEqualTo(400);
        assertThat(again.body()).contains("href=\"/sign-in\">Go on").doesNotContain("/me");
    }

    @Test
    void a_member_comes_back_by_name_and_password_sees_the_sign_ins_and_ends_them() throws Exception {
        Browser first = server.people().browser();
        first.comeIn(server.people().memberLink("REVIEWER"), "Returning Reviewer", "returning");
        Browser second = server.people().browser();
        HttpResponse<String> wrong =
                second.send("/sign-in", "sign-in-name", "returning", "password", "not my password");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("do not go together", "value=\"returning\"");
        assertThat(second.send("/sign-in", "sign-in-name", "nobody", "password", "not my password")
                        .body()
                        .replace("nobody", "returning"))
                .as("a name that nobody has")
                .isEqualTo(wrong.body());

        HttpResponse<String> back = second.send("/sign-in", "sign-in-name", "Returning", "password", Browser.PASSWORD);

        assertThat(back.uri().getPath()).isEqualTo("/desk");
        assertThat(second.open("/desk/account").body()).containsOnlyOnce("Sign out every browser but this one");
        second.send("/desk/account/sign-ins/end-others");
        assertThat(first.open("/desk").statusCode()).isEqualTo(401);
        assertThat(second.send(
                                "/desk/account/password",
                                "sign-in-name",
                                "returning",
                                "present",
                                "not my password",
                                "password",
                                "another long password")
                        .statusCode())
                .isEqualTo(400);
        assertThat(second.open("/desk/members").statusCode()).isEqualTo(404);
    }

    @Test
    void an_operator_sees_who_is_there_and_removes_somebody_but_not_the_last_operator() throws Exception {
        Browser leaver = server.people().browser();
        leaver.comeIn(server.people().memberLink("AUDITOR"), "Leaving Auditor", "leaving");
        assertThat(leaver.open("/desk/tasks").statusCode())
                .as("an auditor reads")
                .isEqualTo(200);
        assertThat(leaver.send("/desk/tasks", "sentence", "Fold.", "instructions", "So.")
                        .statusCode())
                .as("an auditor changes nothing")
                .isEqualTo(404);
        assertThat(leaver.open("/desk/queue").statusCode()).isEqualTo(404);
        String members = operator.open("/desk/members").body();
        String member = Browser.first(members, "href=\"(/desk/members/[0-9a-f-]+)\">Leaving Auditor");
        String self = Browser.first(members, "href=\"(/desk/members/[0-9a-f-]+)\">Operator Quillfeather");
        assertThat(operator.open(member).body()).contains("Sign it out", "sees what was decided");

        operator.send(member + "/remove");

        assertThat(leaver.open("/desk").statusCode()).isEqualTo(401);
        assertThat(operator.open("/desk/members").body()).doesNotContain("Leaving Auditor");
        assertThat(operator.send(self + "/remove").statusCode()).isEqualTo(409);
    }

    @Test
    void a_contributor_who_gave_an_address_comes_back_by_a_link_in_a_message() throws Exception {
        Browser phone = server.people().joined();
        assertThat(phone.send("/me/mail", "email", "not an address").statusCode())
                .isEqualTo(400);
        phone.send("/me/mail", "email", "somebody@example.org");
        assertThat(phone.open("/me/mail").body()).contains("somebody@example.org");
        Browser found = server.people().browser();
        String unknown = found.send("/back", "email", "nobody@example.org").body();

        assertThat(found.send("/back", "email", "Somebody@Example.org").body())
                .as("an address that we know, and one that we do not")
                .isEqualTo(unknown);

        String mail = Awaiting.until("the message", () -> {
            try (var files = Files.list(server.data().resolve("messages"))) {
                Optional<java.nio.file.Path> file =
                        files.filter(path -> path.toString().endsWith(".txt")).findFirst();
                return file.isPresent() ? Optional.of(Files.readString(file.get())) : Optional.empty();
            }
        });
        assertThat(mail).contains("To: somebody@example.org").doesNotContain("towel");
        assertThat(found.send(Browser.first(mail, "(http\\S+/back/\\S+)")).uri().getPath())
                .isEqualTo("/me");
    }

    @Test
    void a_member_without_a_password_is_asked_for_one_on_every_page_of_the_desk() throws Exception {
        Browser bearer = server.people().operatorsBrowser();
        assertThat(bearer.open("/desk/tasks").body()).contains("You have no password yet");
        assertThat(desk.open("/desk").body()).doesNotContain("You have no password yet");
    }

    private static String task(Browser phone) throws Exception {
        return Browser.first(
                phone.open("/me").body(), "href=\"(/me/tasks/[0-9a-f-]+)\" dir=\"auto\">" + People.TASK_SENTENCE);
    }

    private static void answer(Browser phone, String answer) throws Exception {
        phone.answersAll(answer);
        phone.understands();
        phone.livesAlone();
    }

    /// What the page's script does.
    private static void attach(Browser phone, String session) throws Exception {
        Knock script = server.people().anybody().with(phone.cookies());
        String upload = script.upload(Files.readAllBytes(TestRecordings.video(2)));
        script.post(
                        "/api/v1/me/sessions/" + session + "/uploads",
                        Map.of("upload", People.lastPart(upload), "role", "VIDEO"))
                .granted();
    }
}
