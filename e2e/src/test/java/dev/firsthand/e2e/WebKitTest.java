package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A contributor's pages in the other engine, as on an iPhone.
class WebKitTest {
    private static FirsthandServer server;
    private static Operator operator;
    private static Optional<WebKit> opened = Optional.empty();

    @BeforeAll
    static void start() throws Exception {
        opened = WebKit.open();
        assumeTrue(opened.isPresent(), "no WebKit to drive on this machine: e2e/run says what to install");
        server = FirsthandServer.start("webkit");
        operator = new Operator(server);
    }

    @AfterAll
    static void stop() {
        opened.ifPresent(WebKit::close);
        if (opened.isPresent()) {
            server.close();
        }
    }

    @Test
    void somebody_joins_answers_sends_a_video_and_sees_what_became_of_it() throws Exception {
        WebKit phone = opened.orElseThrow();
        phone.go(operator.invitation());
        assertThat(phone.text()).contains(Operator.TASK);
        phone.click("select[name=country] option[value=CH]");
        phone.click("input[name=adult]");
        phone.click("main form button");
        Eventually.holds("the contributor's page", () -> phone.url().endsWith("/me"));

        phone.click("a[href='/me/consent']");
        for (String purpose :
                new String[] {"capture_for_pay", "quality_and_labelling", "train_robot_policy", "sell_to_named_buyers"
                }) {
            phone.click("input[name=%s][value=yes]".formatted(purpose));
        }
        phone.click("main form button");
        Eventually.holds("the task", () -> phone.has("a[href^='/me/tasks/']"));
        phone.click("a[href^='/me/tasks/']");
        Eventually.holds("the task's page", () -> phone.has("select[name=device]"));
        phone.click("select[name=device] option[value=iphone]");
        phone.click("main form button");
        Eventually.holds("the upload", () -> phone.has("#file"));
        phone.type("#file", Recordings.small(11).video().toString());
        Eventually.holds("the video is attached", Duration.ofMinutes(1), () -> phone.has("#finish"));
        phone.click("#finish");
        Eventually.holds("the recording is finished", () -> phone.has(".state"));
        Eventually.holds("the checks end", Duration.ofMinutes(2), () -> {
            phone.go(phone.url());
            return phone.text().contains("Checked.");
        });
    }

    @Test
    void no_page_is_wider_than_the_phone() throws Exception {
        WebKit phone = opened.orElseThrow();
        phone.go(operator.invitation());
        long wider = phone.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                .getAsLong();
        assertThat(wider).isZero();
    }
}
