package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A contributor's pages in the other engine, as on an iPhone.
class WebKitTest {
    private static FirsthandServer server;
    private static Operator operator;

    @TempDir
    private static Path folder;

    private WebKit phone;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(WebKit.isHere(), "no WebKit to drive on this machine: e2e/run says what to install");
        server = FirsthandServer.start("webkit");
        operator = new Operator(server);
    }

    @AfterAll
    static void stop() {
        if (WebKit.isHere()) {
            server.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        phone = WebKit.open();
    }

    @AfterEach
    void close() {
        phone.close();
    }

    @Test
    void somebody_joins_answers_sends_a_video_and_sees_what_became_of_it() throws Exception {
        comesToTheUpload();
        phone.type("#file", Recordings.small(11).video().toString());
        finishes();
    }

    @Test
    void an_upload_goes_on_after_the_server_died_and_after_the_page_was_closed() throws Exception {
        String video = Recordings.padded(Recordings.small(12).video(), folder.resolve("take.mp4"), 1 << 30)
                .toString();
        comesToTheUpload();
        phone.type("#file", video);
        awaitSent(0.1);

        server.kill();
        awaitWords("No connection. Waiting; nothing is lost.");
        server.startAgain();
        awaitSent(0.4);

        phone.closesThePageAndOpens(phone.url());
        awaitWords("Choose the same file to go on");
        phone.type("#file", video);
        finishes();
    }

    @Test
    void no_page_is_wider_than_the_phone() throws Exception {
        phone.go(operator.invitation());
        long wider = phone.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .getAsLong();
        assertThat(wider).isZero();
    }

    private void comesToTheUpload() throws Exception {
        phone.go(operator.invitation());
        assertThat(phone.text()).contains(Operator.TASK);
        phone.click("select[name=country] option[value=KE]");
        phone.click("input[name=adult]");
        phone.click("main form button");
        Eventually.holds("the contributor's page", () -> phone.url().endsWith("/me"));

        phone.click("a[href='/me/consent']");
        Eventually.holds("the notice", () -> phone.has("#answers"));
        for (String purpose : List.of(
                "capture_for_pay",
                "quality_and_labelling",
                "train_robot_policy",
                "sell_to_named_buyers",
                "biometric_template")) {
            phone.click("input[name=%s][value=yes]".formatted(purpose));
        }
        phone.click("#answers > button");
        Eventually.holds("the questions", () -> phone.url().contains("/me/quiz"));
        understands();
        phone.go(phone.url().replaceFirst("/me/.*", "/me"));
        Eventually.holds("the task", () -> phone.has("a[href^='/me/tasks/']"));
        phone.click("main a.button[href='/me/household']");
        Eventually.holds("the household's page", () -> phone.has("input[name=home]"));
        phone.click("input[name=home][value=alone]");
        phone.click("form[action^='/me/household?'] button");
        Eventually.holds("the task again", () -> phone.has("a[href^='/me/tasks/']"));
        phone.click("a[href^='/me/tasks/']");
        Eventually.holds("the task's page", () -> phone.has("select[name=device]"));
        phone.click("select[name=device] option[value=iphone]");
        phone.click("main form button");
        Eventually.holds("the upload", () -> phone.has("#file"));
    }

    /// Reads what is right from the page, and answers again, until enough is known.
    private void understands() {
        Map<String, String> known = new HashMap<>();
        boolean passed = false;
        while (!passed) {
            String names = phone.script("return [...document.querySelectorAll('fieldset')]"
                            + ".map(one => one.querySelector('input').name).join(' ')")
                    .getAsString();
            for (String name : names.split(" ", -1)) {
                phone.click("input[name=%s][value='%s']".formatted(name, known.getOrDefault(name, "0")));
            }
            // which choice stands behind the words that the next page calls right
            String choices =
                    "return [...document.querySelectorAll('fieldset')].flatMap(one => [...one.querySelectorAll("
                            + "'input')].map(choice => [choice.name, choice.value, choice.parentElement.innerText.trim()]"
                            + ".join('|'))).join('\\n')";
            List<String> offered = phone.script(choices).getAsString().lines().toList();
            phone.click("main form button");
            Eventually.holds("what was right", () -> phone.has("[role=status]"));
            String text = phone.text();
            for (String choice : offered) {
                String[] parts = choice.split("\\|", 3);
                if (text.contains(": " + parts[2] + "\n")) {
                    known.put(parts[0], parts[1]);
                }
            }
            passed = phone.has("a.button[href='/me']");
            if (!passed) {
                phone.click("a.button[href^='/me/quiz']");
                Eventually.holds("other questions", () -> phone.has("fieldset"));
            }
        }
    }

    private void awaitSent(double share) {
        String progress = "return document.getElementById('progress').value";
        Eventually.holds(
                share + " of the file is sent", () -> phone.script(progress).getAsDouble() > share);
    }

    private void awaitWords(String words) {
        Eventually.holds("'%s' on the page".formatted(words), () -> phone.text().contains(words));
    }

    private void finishes() {
        Eventually.holds("the video is attached", Duration.ofMinutes(1), () -> phone.has("#finish"));
        phone.click("#finish");
        Eventually.holds("the recording is finished", () -> phone.has(".state"));
        Eventually.holds("the checks end", Duration.ofMinutes(2), () -> {
            phone.go(phone.url());
            return phone.text().contains("Checked.");
        });
    }
}
