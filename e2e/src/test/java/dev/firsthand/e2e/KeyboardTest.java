package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The way from an invitation to an answer about the recording, without a mouse.
class KeyboardTest {
    @AutoClose
    private static final House HOUSE = House.open("keyboard");

    @Test
    void a_contributor_and_a_reviewer_need_no_mouse() throws Exception {
        try (var contributor = new Phone(HOUSE.desk());
                BrowserContext desk = HOUSE.operatorsDesk()) {
            joinsAndSends(contributor);
            answers(desk.newPage());
        }
    }

    private static void joinsAndSends(Phone contributor) throws Exception {
        Page page = contributor.page();
        var keys = new Keyboard(page);
        page.navigate(HOUSE.operator().invitation());
        keys.tabsTo("select[name=country]").types("Keny");
        keys.tabsTo("input[name=adult]").presses("Space");
        keys.tabsTo("main form button").presses("Enter");
        arrives(page, "/me");

        keys.tabsTo("a[href='/me/consent']").presses("Enter");
        arrives(page, "/me/consent");
        for (String purpose : List.of(
                "capture_for_pay",
                "quality_and_labelling",
                "train_robot_policy",
                "sell_to_named_buyers",
                "biometric_template")) {
            keys.tabsTo("input[name=%s]".formatted(purpose)).presses("Space");
            if (!page.isChecked("input[name=%s][value=yes]".formatted(purpose))) {
                keys.presses("ArrowDown");
            }
            assertThat(page.isChecked("input[name=%s][value=yes]".formatted(purpose)))
                    .as(purpose)
                    .isTrue();
        }
        keys.tabsTo("#answers > button").presses("Enter");
        arrives(page, "/me/quiz");
        contributor.understands();

        keys.tabsTo("main a.button[href='/me/household']").presses("Enter");
        arrives(page, "/me/household");
        keys.tabsTo("input[name=home]").presses("Space");
        keys.tabsTo("form[action^='/me/household?'] button").presses("Enter");
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
        keys.tabsTo("form[action*='/outcome'] button").presses("Enter");
        contributor.awaits("You said: It worked");
    }

    private static void arrives(Page page, String path) {
        page.waitForURL(url -> path.endsWith("/")
                ? HOUSE.server().pathOf(url).startsWith(path)
                : HOUSE.server().pathOf(url).equals(path));
    }

    private static void answers(Page page) {
        page.navigate(HOUSE.server().address("/desk"));
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
