package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recording with a suit, looked at by an operator: the person and a robot move along with the video.
class MovementTest {
    private static final int SUIT_FRAMES = 200; // at 60 a second; the video has 4 s

    @AutoClose
    private static final House HOUSE = House.open("movement");

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();

    @Test
    void a_person_and_a_robot_follow_the_video_and_the_keys_for_whom_says_why() throws Exception {
        records();
        try (BrowserContext desk = HOUSE.operatorsDesk()) {
            Page page = desk.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    faults.add(message.text());
                }
            });
            page.navigate(HOUSE.server().address("/desk/episodes"));
            page.locator("main a[href^='/desk/episodes/']").first().click();
            page.fill("#reason", "does the suit fit the video?");
            page.locator("button[formaction]").click();
            page.waitForURL("**/motion/*");
            Eventually.holds(
                    "the movement is there",
                    () -> page.locator("#moment").innerText().startsWith("0.00 s"));
            assertThat(page.locator("#said").innerText()).contains("60 times a second", "Unitree G1");

            follows(page);
            faults.addAll(new Glance(page, "movement").faults());
        }
        assertThat(faults).isEmpty();
    }

    private void records() throws Exception {
        Path suit = Files.writeString(folder.resolve("reach.bvh"), Reach.bvh(SUIT_FRAMES));
        try (var phone = HOUSE.phone()) {
            phone.joins(HOUSE.operator().invitation())
                    .answersYesToAll()
                    .livesAlone()
                    .begins(Operator.TASK);
            phone.chooses(Recordings.small(51).video()).awaitsTheEndOfSending();
            phone.chooses(suit);
            phone.awaits("\u2713 Motion of your body");
            phone.finishes().comesBackUntil("Checked.");
        }
    }

    private static void follows(Page page) {
        Locator figures = page.locator("#figures");
        byte[] first = figures.screenshot();
        assertThat(page.locator("#views").isVisible())
                .as("drawn in three dimensions")
                .isTrue();

        page.evaluate("document.querySelector('video').currentTime = 2");
        Eventually.holds(
                "the figures follow the video",
                () -> page.locator("#moment").innerText().startsWith("2.00 s"));
        byte[] second = figures.screenshot();
        assertThat(second).isNotEqualTo(first);

        page.locator("#time").press("Home");
        Eventually.holds(
                "the video follows the keys",
                () -> page.evaluate("document.querySelector('video').currentTime")
                        .equals(0));
        assertThat(page.locator("#moment").innerText()).startsWith("0.00 s").contains("left hand");
        assertThat(figures.screenshot()).isNotEqualTo(second);
    }
}
