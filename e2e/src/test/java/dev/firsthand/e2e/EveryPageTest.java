package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every page that can be reached, looked at by a machine; the screenshots are for people.
class EveryPageTest {
    private static FirsthandServer server;
    private static Operator operator;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        server = FirsthandServer.start("every-page");
        operator = new Operator(server);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void a_contributors_pages_are_without_findings_on_a_phone_and_on_a_desk() throws Exception {
        try (var phone = new Phone(chromium.phone())) {
            String invitation = operator.invitation();
            assertThat(new Crawl(server, "stranger", chromium.desk()).from(server.pathOf(invitation)))
                    .allMatch(EveryPageTest::asksToSignIn);
            phone.joins(invitation);
            var before = new Crawl(server, "newcomer", phone.device());
            assertThat(before.from("/me", "/me/consent")).isEmpty();

            phone.answersYesToAll().begins(Operator.TASK);
            String recording = server.pathOf(phone.page().url());
            var empty = new Crawl(server, "before-sending", phone.device());
            assertThat(empty.from(recording)).isEmpty();
            phone.chooses(Recordings.small(31).video()).awaitsTheEndOfSending();
            phone.finishes();
            phone.comesBackUntil("Checked.");

            var after = new Crawl(server, "contributor", phone.device());
            assertThat(after.from("/me", recording)).isEmpty();
            assertThat(after.shapes()).contains("/me", "/me/consent", "/me/link", "/me/tasks/id", "/me/recordings/id");
        }
    }

    @Test
    void the_pages_of_the_desk_are_without_findings() throws Exception {
        try (BrowserContext desk = chromium.desk()) {
            var empty = new Crawl(server, "stranger-at-the-desk", chromium.desk());
            assertThat(empty.from("/", "/desk")).allMatch(EveryPageTest::asksToSignIn);
            desk.addCookies(List.of(new Cookie("firsthand-desk", operator.token()).setUrl(server.address("/"))));
            var crawl = new Crawl(server, "operator", desk);
            assertThat(crawl.from("/desk")).isEmpty();
            assertThat(crawl.shapes()).contains("/desk", "/desk/tasks", "/desk/invitations", "/desk/members");
        }
    }

    private static boolean asksToSignIn(String fault) {
        return fault.endsWith("leads to 401");
    }
}
