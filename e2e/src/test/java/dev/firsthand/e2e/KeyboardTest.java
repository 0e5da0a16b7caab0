package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The way from an invitation to an answer about the recording, without a mouse.
class KeyboardTest {
    private static FirsthandServer server;
    private static Operator operator;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        server = FirsthandServer.start("keyboard");
        operator = new Operator(server);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void a_contributor_and_a_reviewer_need_no_mouse() throws Exception {
        try (var contributor = new Phone(chromium.desk());
                BrowserContext desk = chromium.desk()) {
            joinsAndSends(contributor);
            desk.addCookies(List.of(new Cookie("firsthand-desk", operator.token()).setUrl(server.address("/"))));
            answers(desk.newPage());
        }
    }

    private static void joinsAndSends(Phone contributor) throws Exception {
        Page page = contributor.page();
        var keys = new Keyboard(page);
        page.navigate(operator.invitation());
        keys.tabsTo("select[name=country]").types("Switz");
        keys.tabsTo("input[name=adult]").presses("Space");
        keys.tabsTo("main form button").presses("Enter");
        arrives(page, "/me");

        keys.tabsTo("a[href='/me/consent']").presses("Enter");
        arrives(page, "/me/consent");
        for (String purpose :
                List.of("capture_for_pay", "quality_and_labelling", "train_robot_policy", "sell_to_named_buyers")) {
            keys.tabsTo("input[name=%s]".formatted(purpose)).presses("Space");
            if (!page.isChecked("input[name=%s][value=yes]".formatted(purpose))) {
                keys.presses("ArrowDown");
            }
            assertThat(page.isChecked("input[name=%s][value=yes]".formatted(purpose)))
                    .as(purpose)
                    .isTrue();
        }
        keys.tabsTo("main form button").presses("Enter");
        arrives(page, "/me");

        keys.tabsTo("a[href^='/me/tasks/']").presses("Enter");
        arrives(page, "/me/tasks/");
        keys.tabsTo("select[name=device]").types("iPh");
        keys.tabsTo("main form button").presses("Enter");
        arrives(page, "/me/recordings/");
        keys.tabsTo("#file");
        contributor.chooses(Recordings.small(41).video()).awaitsTheEndOfSending();
        keys.tabsTo("#finish").presses("Enter");
        page.waitForSelector(".state");
        contributor.comesBackUntil("Checked.");
        keys.tabsTo("input[name=outcome]").presses("Space");
        keys.tabsTo("form[action$='/outcome'] button").presses("Enter");
        contributor.awaits("You said: It worked");
    }

    private static void arrives(Page page, String path) {
        page.waitForURL(url -> path.endsWith("/")
                ? server.pathOf(url).startsWith(path)
                : server.pathOf(url).equals(path));
    }

    private static void answers(Page page) {
        page.navigate(server.address("/desk"));
        var keys = new Keyboard(page);
        keys.tabsTo("a.skip").presses("Enter");
        keys.tabsTo("main a[href='/desk/queue']").presses("Enter");
        arrives(page, "/desk/queue/");
        // The first press leads to the pictures that were not on the screen yet; the next one counts.
        Eventually.holds("one key answers", () -> {
            keys.presses("n");
            return page.locator("#unseen").count() == 0;
        });
        assertThat(page.locator("main").innerText()).contains("Nothing waits for a look");
    }
}
