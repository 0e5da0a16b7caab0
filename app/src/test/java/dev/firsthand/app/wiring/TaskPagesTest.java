package dev.firsthand.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an operator prepares, and what the people who are invited see of it.
class TaskPagesTest {
    private static TestServer server;
    private static Browser operator;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("task-pages");
        operator = server.people().operatorsBrowser();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void a_task_is_drafted_with_a_picture_and_pay_and_who_records_version_1_goes_on_seeing_version_1()
            throws Exception {
        String draft = draft("Lay the table.");
        save(draft, "0.25", "");
        assertThat(operator.sendFile(draft + "/pictures", picture(), "alt", "").statusCode())
                .as("nobody could tell what it shows")
                .isEqualTo(400);
        String shown = operator.sendFile(draft + "/pictures", picture(), "alt", "A table from <above>.")
                .body();
        assertThat(shown).contains("CHF\u00a00.25 for each minute", "A table from &lt;above&gt;.", "Both hands");
        assertThat(phone().open("/me").body()).as("a draft is for the desk").doesNotContain("Lay the table.");
        String task = operator.send(draft + "/publish").uri().getPath();

        Browser phone = phone();
        String page = phone.open(own(task)).body();
        assertThat(page)
                .contains(
                        "CHF\u00a00.25 for each minute",
                        "<span dir=\"auto\">Both hands are in view.</span>",
                        "5 minutes");
        HttpResponse<byte[]> picture = phone.wire(Browser.first(page, "src=\"(/pictures/[0-9a-f]{64})\""));
        assertThat(picture.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(picture.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
        String recording =
                phone.send(own(task), "device", "iphone", "version", "1").uri().getPath();
        assertThat(phone.open(recording).body()).contains("0.25");

        String next = operator.send(task + "/next").uri().getPath();
        save(next, "0.30", "");
        assertThat(operator.send(next + "/publish").statusCode())
                .as("what changed is not said")
                .isEqualTo(400);
        save(next, "0.30", "A better rate.");
        assertThat(operator.send(next + "/publish").body()).contains("Version 2", "A better rate.");

        assertThat(phone.open(own(task)).body())
                .contains("0.30", "A better rate.")
                .doesNotContain("0.25");
        assertThat(phone.open(recording).body()).contains("0.25", "version 1").doesNotContain("0.30");
        assertThat(phone.send(own(task), "device", "iphone", "version", "1").statusCode())
                .as("started from a page that was read before")
                .isEqualTo(409);
    }

    @Test
    void sums_that_no_currency_has_and_files_that_are_no_pictures_are_refused_with_what_to_do() throws Exception {
        String draft = draft("Sort the socks.");
        assertThat(save(draft, "0.255", "").body()).contains("at most 2 digits after the point");
        assertThat(save(draft, "-1", "").statusCode()).isEqualTo(400);
        assertThat(operator.send(draft, "sentence", "Sort.", "paid", "yes", "currency", "XXQ")
                        .body())
                .contains("ISO 4217");
        assertThat(operator.send(draft, "sentence", "Sort.").body()).contains("choose yes or no");
        assertThat(operator.sendFile(draft + "/pictures", new byte[100], "alt", "Zeros.")
                        .body())
                .contains("no picture that can be read");

        assertThat(operator.send(draft + "/drop").uri().getPath()).isEqualTo("/desk/tasks");
        assertThat(operator.open(draft).statusCode()).isEqualTo(404);
        assertThat(operator.send(draft + "/publish").statusCode()).isEqualTo(404);
    }

    @Test
    void a_closed_task_is_offered_to_nobody_until_it_is_open_again() throws Exception {
        String task = publish("Wipe the shelf.");
        Browser phone = phone();
        operator.send(task + "/close");

        assertThat(phone.open("/me").body()).doesNotContain("Wipe the shelf.");
        assertThat(phone.send(own(task), "device", "iphone").statusCode()).isEqualTo(409);
        assertThat(operator.open("/desk/tasks").body()).contains("Wipe the shelf.", "Closed.");

        operator.send(task + "/open");
        assertThat(phone.open("/me").body()).contains("Wipe the shelf.");
    }

    @Test
    void a_table_of_links_is_served_once_and_each_invites_one_person_to_the_one_task() throws Exception {
        String task = publish("Fill the jug.");
        HttpResponse<String> table = operator.send(
                "/desk/invitations/many", "links", "25", "task", lastPart(task), "note", "Leaflet of spring");
        List<String> rows = table.body().lines().toList();
        assertThat(table.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("invitations.csv");
        assertThat(rows).hasSize(26).first().isEqualTo("number,link,ends");
        assertThat(rows).doesNotHaveDuplicates();
        String link = Browser.first(rows.get(25), "25,([^,]+),");
        assertThat(rows.get(25)).startsWith("25," + server.people().address() + "/join/");

        Browser phone = server.people().browser();
        assertThat(phone.open(link).body()).contains("Fill the jug.").doesNotContain(People.TASK_SENTENCE);
        phone.send(link, "language", "en", "country", "KE", "adult", "18");
        answer(phone);
        assertThat(phone.open("/me").body()).contains("Fill the jug.").doesNotContain(People.TASK_SENTENCE);
        String other = Browser.first(
                phone().open("/me").body(), "href=\"(/me/tasks/[0-9a-f-]+)\" dir=\"auto\">" + People.TASK_SENTENCE);
        assertThat(phone.open(other).statusCode())
                .as("a task it was not invited to")
                .isEqualTo(404);

        String list = operator.open("/desk/invitations").body();
        assertThat(list).contains("Leaflet of spring", "number 25 of its table", "Every place is taken");
        assertThat(list).as("links are not kept").doesNotContain(lastPart(link));
        assertThat(operator.send("/desk/invitations/many", "links", "1001").statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_contributor_who_lost_a_phone_is_shut_out_and_let_in_again_and_nobody_learns_a_name() throws Exception {
        Browser lost = phone();
        String list = operator.open("/desk/contributors").body();
        assertThat(list).contains("Kenya", "English", "5 purposes");
        String person = Browser.first(list, "href=\"(/desk/contributors/[0-9a-f-]+)\"");

        operator.send(person + "/end");
        assertThat(lost.open("/me").statusCode()).isEqualTo(401);
        String back = Browser.first(operator.send(person + "/link").body(), "<code>(http[^<]+/back/[^<]+)</code>");
        Browser found = server.people().browser();
        assertThat(found.open(back).body()).contains("Sign in here");
        assertThat(found.send(back).uri().getPath()).isEqualTo("/me");
        assertThat(found.open(back).statusCode()).as("used").isEqualTo(410);
    }

    private static String publish(String sentence) throws Exception {
        return operator.send(draft(sentence) + "/publish").uri().getPath();
    }

    private static String draft(String sentence) throws Exception {
        return operator.send("/desk/tasks", "sentence", sentence).uri().getPath();
    }

    private static HttpResponse<String> save(String draft, String perMinute, String change) throws Exception {
        return operator.send(
                draft,
                "sentence",
                "Lay the table.",
                "instructions",
                "Plates first.",
                "accepted",
                "Both hands are in view.\r\n\r\nThe whole table is laid.",
                "minutes",
                "5",
                "paid",
                "yes",
                "currency",
                "chf",
                "minute",
                perMinute,
                "change",
                change);
    }

    private static String own(String task) {
        return "/me/tasks/" + lastPart(task);
    }

    private static String lastPart(String path) {
        return People.lastPart(path);
    }

    private static Browser phone() throws Exception {
        Browser phone = server.people().joined();
        answer(phone);
        return phone;
    }

    private static void answer(Browser phone) throws Exception {
        phone.answersAll("yes");
        phone.understands();
        phone.livesAlone();
    }

    private static byte[] picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
