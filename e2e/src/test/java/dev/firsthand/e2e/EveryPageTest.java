package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Every page that can be reached, looked at by a machine; the screenshots are for people.
class EveryPageTest {
    @AutoClose
    private static final House HOUSE = House.open("every-page");

    @Test
    void a_contributors_pages_are_without_findings_on_a_phone_and_on_a_desk() throws Exception {
        try (var phone = HOUSE.phone()) {
            String invitation = HOUSE.operator().invitation();
            assertThat(new Crawl(HOUSE.server(), "stranger", HOUSE.desk())
                            .from(HOUSE.server().pathOf(invitation)))
                    .allMatch(EveryPageTest::asksToSignIn);
            phone.joins(invitation);
            var before = new Crawl(HOUSE.server(), "newcomer", phone.device());
            assertThat(before.from("/me", "/me/consent", "/me/quiz", "/receipt"))
                    .isEmpty();

            String link = HOUSE.server().pathOf(phone.answersYesToAll().livesWith("A"));
            assertThat(new Crawl(HOUSE.server(), "resident", HOUSE.desk()).from(link))
                    .allMatch(EveryPageTest::asksToSignIn);
            var others = new Crawl(HOUSE.server(), "with-others", phone.device());
            assertThat(others.from("/me/household")).isEmpty();
            phone.livesAlone().begins(Operator.TASK);
            String recording = HOUSE.server().pathOf(phone.page().url());
            var empty = new Crawl(HOUSE.server(), "before-sending", phone.device());
            assertThat(empty.from(recording)).isEmpty();
            phone.chooses(Recordings.small(31).video()).awaitsTheEndOfSending();
            phone.finishes();
            phone.comesBackUntil("Checked.");

            var after = new Crawl(HOUSE.server(), "contributor", phone.device());
            assertThat(after.from("/me", recording, "/me/quiz", "/receipt")).isEmpty();
            assertThat(after.shapes())
                    .contains(
                            "/me",
                            "/me/consent",
                            "/me/consent?lang=value",
                            "/me/quiz",
                            "/me/strain",
                            "/me/home",
                            "/receipt",
                            "/me/receipts?lang=value",
                            "/open/verify",
                            "/me/link",
                            "/me/household",
                            "/me/tasks/id",
                            "/me/recordings/id",
                            "/me/withdraw");
            String code = "/receipt/" + phone.receipt();
            String withdrawal = HOUSE.server().pathOf(phone.withdraws("no-contact"));
            assertThat(new Crawl(HOUSE.server(), "without-account", HOUSE.desk()).from(code, withdrawal))
                    .isEmpty();
        }
    }

    @Test
    void the_pages_of_the_desk_and_of_a_bystander_are_without_findings() throws Exception {
        String removal = asksForRemoval();
        var bystander = new Crawl(HOUSE.server(), "bystander", HOUSE.desk());
        assertThat(bystander.from(removal)).isEmpty();
        try (BrowserContext desk = HOUSE.operatorsDesk()) {
            var empty = new Crawl(HOUSE.server(), "stranger-at-the-desk", HOUSE.desk());
            assertThat(empty.from("/", "/desk")).allMatch(EveryPageTest::asksToSignIn);
            var crawl = new Crawl(HOUSE.server(), "operator", desk);
            assertThat(crawl.from("/desk")).isEmpty();
            assertThat(crawl.shapes())
                    .contains(
                            "/desk",
                            "/desk/tasks",
                            "/desk/invitations",
                            "/desk/rules/rule",
                            "/desk/members",
                            "/desk/removals",
                            "/desk/removals/id");
        }
    }

    /// Somebody comes by the code of a home in which something was recorded; back comes the path that they follow.
    private static String asksForRemoval() throws Exception {
        try (var phone = HOUSE.phone()) {
            phone.joins(HOUSE.operator().invitation())
                    .answersYesToAll()
                    .livesAlone()
                    .begins(Operator.TASK);
            phone.page().navigate(HOUSE.server().address("/me/home"));
            String code = phone.page().locator("a[href^='/door/']").getAttribute("href");
            var page = HOUSE.desk().newPage();
            page.navigate(HOUSE.server().address(code));
            page.locator("main form button").click();
            page.waitForURL("**/removal/*");
            return HOUSE.server().pathOf(page.url());
        }
    }

    private static boolean asksToSignIn(String fault) {
        return fault.endsWith("leads to 401");
    }
}
