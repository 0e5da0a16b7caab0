package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The whole way of one recording, by the pages alone, as the four kinds of people go it.
class WalkTest {
    private static final String TASK = "Fold the laundry";
    private static final String PASSWORD = "long enough for everybody";

    private static FirsthandServer server;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        server = FirsthandServer.start("walk");
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void a_recording_goes_from_a_task_to_a_holder_by_pages_alone() throws Exception {
        try (BrowserContext operators = chromium.desk();
                BrowserContext reviewers = chromium.desk();
                BrowserContext holders = chromium.desk();
                var phone = new Phone(chromium.phone())) {
            Page desk = operators.newPage();
            comesIn(desk, server.operatorLink(), "operator");
            publishesATask(desk);
            String invitation = invites(desk);
            Page watched = operators.newPage();
            watched.navigate(server.address("/desk/sessions"));

            phone.joins(invitation).answersYesToAll().livesAlone().opens(TASK);
            assertThat(phone.sees()).as("pay before starting").contains("CHF\u00a00.25", "Both hands are in view");
            phone.page().navigate(server.address("/me"));
            phone.begins(TASK);
            Recordings.Pair take = Recordings.small(61);
            phone.chooses(take.video()).awaitsTheEndOfSending();
            phone.chooses(take.motion());
            phone.awaits("Motion file");
            Eventually.holds(
                    "the session appears at the desk without a reload",
                    () -> watched.locator("main").innerText().contains(TASK));
            phone.finishes();
            Eventually.holds(
                    "the session moves on at the desk without a reload",
                    () -> watched.locator("main").innerText().contains("To be looked at"));
            phone.comesBackUntil("Checked.");

            looks(reviewers.newPage(), memberLink(desk));
            phone.page().reload();
            assertThat(phone.sees()).contains("0:00");
            phone.page().check("input[name=outcome][value=SUCCESS]");
            phone.page().locator("form[action*='/outcome'] button").click();
            phone.awaits("You said: It worked");

            opensTheEpisode(desk);
            String holder = registersAHolder(desk);
            builds(desk);
            fetches(holders.newPage(), holder);

            assertThat(new Crawl(server, "operator-after", operators).from("/desk", "/desk/releases/new"))
                    .isEmpty();
            assertThat(new Crawl(server, "reviewer", reviewers).from("/desk")).isEmpty();
            assertThat(new Crawl(server, "contributor-after", phone.device()).from("/me"))
                    .isEmpty();
            assertThat(new Crawl(server, "holder", holders).from("/holder")).isEmpty();
        }
    }

    private static void comesIn(Page page, String link, String signInName) {
        page.navigate(link);
        if (page.locator("#name").count() > 0) {
            page.fill("#name", "Somebody Example");
        }
        page.fill("#sign-in-name", signInName);
        page.fill("input[type=password]", PASSWORD);
        page.locator("main form button:not([type=button])").last().click();
        page.waitForURL("**/desk");
    }

    private static void publishesATask(Page desk) throws Exception {
        desk.navigate(server.address("/desk/tasks"));
        desk.fill("#sentence", TASK);
        desk.getByRole(AriaRole.BUTTON).last().click();
        desk.waitForURL("**/desk/tasks/drafts/*");
        desk.fill("#instructions", "On a table, in good light.");
        desk.fill("#accepted", "Both hands are in view");
        desk.check("input[name=paid][value=yes]");
        desk.fill("#currency", "CHF");
        desk.fill("#minute", "0.25");
        desk.fill("#session", "0");
        desk.fill("#other", "0");
        desk.locator("main form button").first().click();
        desk.waitForLoadState();
        desk.setInputFiles("#picture", picture());
        desk.fill("#alt", "A pile of shirts beside folded ones");
        desk.locator("button[formaction$='/pictures']").click();
        desk.waitForSelector("img[alt='A pile of shirts beside folded ones']");
        desk.locator("button[formaction$='/publish']").click();
        desk.waitForURL(Pattern.compile(".*/desk/tasks(/[0-9a-f-]+)?$"));
    }

    private static Path picture() throws Exception {
        Path file = Files.createDirectories(Path.of("target", "recordings")).resolve("shirts.png");
        ImageIO.write(new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file.toAbsolutePath();
    }

    private static String invites(Page desk) throws Exception {
        desk.navigate(server.address("/desk/invitations"));
        Download table = desk.waitForDownload(() ->
                desk.locator("button[formaction='/desk/invitations/many']").click());
        List<String> lines = Files.readAllLines(table.path());
        assertThat(lines).hasSize(21);
        assertThat(lines.get(1)).contains("/join/");
        desk.navigate(server.address("/desk/invitations"));
        desk.locator("form[action='/desk/invitations'] button:not([formaction])")
                .click();
        assertThat(desk.locator("svg.qr").count()).isOne();
        return desk.locator("main code").first().innerText();
    }

    private static String memberLink(Page desk) {
        desk.navigate(server.address("/desk/members"));
        desk.check("input[name=role][value=REVIEWER]");
        desk.locator("form[action='/desk/members'] button").click();
        return desk.locator("main code").first().innerText();
    }

    private static void looks(Page page, String link) {
        comesIn(page, link, "reviewer");
        page.navigate(server.address("/desk/queue"));
        page.waitForURL("**/desk/queue/*");
        // The first press leads to the pictures that were not on the screen yet; the next one counts.
        Eventually.holds("one key answers", () -> {
            page.keyboard().press("n");
            return page.locator("#unseen").count() == 0;
        });
        assertThat(page.locator("main").innerText()).contains("minutes for each recorded hour");
    }

    private static void opensTheEpisode(Page desk) {
        desk.navigate(server.address("/desk/episodes"));
        desk.locator("main a[href^='/desk/episodes/']").first().click();
        desk.waitForURL(Pattern.compile(".*/desk/episodes/[0-9a-f-]{36}$"));
        assertThat(desk.locator(".plot svg").count()).isOne();
        assertThat(desk.locator("main").innerText()).contains("What is on record", "199.9", "from 0:00 to 0:04");
        Eventually.holds(
                "the player has the video",
                () -> desk.evaluate("document.querySelector('video').readyState >= 1")
                        .equals(true));
    }

    private static String registersAHolder(Page desk) {
        desk.navigate(server.address("/desk/holders"));
        desk.fill("#name", "Robots of Example Ltd");
        desk.fill("#country", "KE");
        desk.fill("#purpose", "training robots");
        if (desk.locator("input[name=own]").count() > 0) {
            desk.check("input[name=own]");
        }
        desk.locator("form[action='/desk/holders'] button").click();
        return desk.locator("main code").first().innerText();
    }

    private static void builds(Page desk) {
        desk.navigate(server.address("/desk/releases/new"));
        desk.fill("#name", "laundry");
        desk.selectOption("#holder", new com.microsoft.playwright.options.SelectOption().setIndex(1));
        desk.check("input[name=kind][value=STANDARD]");
        desk.locator("button[name=look]").click();
        desk.waitForSelector("#look");
        assertThat(desk.locator("#look").innerText()).contains("1 ");
        desk.locator("form[action='/desk/releases'] button:not([formaction])").click();
        desk.waitForURL(Pattern.compile(".*/desk/releases/[0-9a-f-]{36}$"));
        Eventually.holds(
                "the release is there without a reload",
                () -> desk.locator("a[href$='/manifest.json']").count() > 0);
    }

    private static void fetches(Page page, String link) {
        page.navigate(link);
        page.locator("main form button").first().click();
        page.waitForURL("**/holder");
        page.locator("main a[href^='/holder/copies/']").first().click();
        page.waitForURL("**/holder/copies/*");
        String tar = page.locator("a[href$='/all.tar']").getAttribute("href");
        byte[] whole = page.request().get(server.address(tar)).body();
        var rest =
                page.request().get(server.address(tar), RequestOptions.create().setHeader("Range", "bytes=1000-"));
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 1000, whole.length));
        assertThat(page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(Pattern.compile("manifest.json")))
                        .count())
                .isPositive();
    }
}
