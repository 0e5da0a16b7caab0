package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a suit wrote, sent without a video: a reviewer answers about a drawing, and an operator sees the
/// episode.
class BodyAloneTest {
    private static final int SUIT_FRAMES = 300; // at 60 a second

    @AutoClose
    private static final House HOUSE = House.open("body-alone");

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();

    @Test
    void a_suits_file_alone_goes_from_a_phone_past_a_reviewer_to_the_desk() throws Exception {
        sends();
        try (BrowserContext desk = HOUSE.operatorsDesk()) {
            Page page = desk.newPage();
            page.onPageError(faults::add);
            looks(page);
            opensTheEpisode(page);
        }
        assertThat(faults).isEmpty();
    }

    private void sends() throws Exception {
        Path suit = Files.writeString(folder.resolve("reach.bvh"), Reach.bvh(SUIT_FRAMES));
        try (var phone = HOUSE.phone()) {
            phone.joins(HOUSE.operator().invitation())
                    .answersYesToAll()
                    .livesAlone()
                    .begins(Operator.TASK);
            phone.page().locator("#upload details summary").click();
            judge(phone.page(), "sending");
            phone.chooses(suit);
            phone.awaits("\u2713 Motion of your body");
            assertThat(phone.sees()).contains("a drawing of how your body moved", "Add the video, if a camera ran");
            phone.finishes().comesBackUntil("Checked.");
            judge(phone.page(), "sent");
        }
    }

    private void looks(Page page) {
        page.navigate(HOUSE.server().address("/desk/queue"));
        page.waitForURL("**/desk/queue/*");
        assertThat(page.locator("main").innerText()).contains("This is drawn from the motion of a body");
        Eventually.holds(
                "the pictures are there",
                () -> page.evaluate("document.querySelector('.sheet').naturalWidth > 0")
                        .equals(true));
        judge(page, "queue");
        Eventually.holds("one key answers", () -> {
            page.keyboard().press("n");
            return page.locator("#unseen").count() == 0;
        });
    }

    private void opensTheEpisode(Page page) {
        page.navigate(HOUSE.server().address("/desk/episodes"));
        page.locator("main a[href^='/desk/episodes/']").first().click();
        page.waitForURL(Pattern.compile(".*/desk/episodes/[0-9a-f-]{36}$"));
        assertThat(page.locator("main").innerText()).contains("joints", "frames in all", "0:05");
        Eventually.holds(
                "the player has the drawing",
                () -> page.evaluate("document.querySelector('video').readyState >= 2")
                        .equals(true));
        judge(page, "episode");
        page.fill("#reason", "does the drawing fit?");
        page.locator("button[formaction$='/motion']").click();
        page.waitForURL("**/motion/*");
        Eventually.holds(
                "the movement is there",
                () -> page.locator("#moment").innerText().startsWith("0.00 s"));
        page.evaluate("document.querySelector('video').currentTime = 2");
        Eventually.holds(
                "the figures follow the drawing",
                () -> page.locator("#moment").innerText().startsWith("2.00 s"));
        judge(page, "movement");
    }

    private void judge(Page page, String name) {
        faults.addAll(new Glance(page, "body-alone-" + name).faults());
    }
}
