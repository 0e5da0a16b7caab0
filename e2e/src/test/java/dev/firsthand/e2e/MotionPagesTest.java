package dev.firsthand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages that `firsthand motion` writes, opened from the disk of somebody who is offline.
class MotionPagesTest {
    private static final int FRAMES = 60;
    private static final String TURNS = " CHANNELS 3 Zrotation Xrotation Yrotation ";

    @AutoClose
    private final Chromium chromium = new Chromium();

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();

    @BeforeEach
    void writes_pages() throws IOException, InterruptedException {
        String body = Files.writeString(folder.resolve("reach.bvh"), reach()).toString();
        run("check", body, "--html", page("check"));
        run("ergonomics", body, "--html", page("ergonomics"));
        run(
                "retarget",
                body,
                "--robot",
                "g1",
                "--out",
                folder.resolve("g1.csv").toString(),
                "--html",
                page("retarget"));
    }

    @Test
    void pages_draw_and_follow_the_keys_and_fetch_nothing() {
        for (BrowserContext device : List.of(chromium.desk(), chromium.phone())) {
            device.setOffline(true);
            Page page = device.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    faults.add(message.text());
                }
            });
            page.onPageError(faults::add);
            page.onRequest(request -> {
                if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) {
                    faults.add("asked for " + request.url());
                }
            });
            for (String name : List.of("check", "ergonomics", "retarget")) {
                page.navigate("file://" + page(name));
                moves(page);
                judge(page, name);
            }
        }
        assertThat(faults).isEmpty();
    }

    /// The first picture and a later one are not the same.
    private static void moves(Page page) {
        assertThat(page.locator("#flat").isHidden()).isTrue();
        byte[] first = page.locator("#figures").screenshot();
        assertThat(page.locator("#now").innerText()).startsWith("0.00 s");
        new Keyboard(page).tabsTo("#time").presses("End");
        assertThat(page.locator("#now").innerText()).startsWith("0.97 s");
        assertThat(page.locator("#figures").screenshot()).isNotEqualTo(first);
    }

    private void judge(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            new Axe(page).findings().forEach(finding -> faults.add(name + ": " + finding));
        }
        if (page.evaluate("document.documentElement.scrollWidth - innerWidth") instanceof Number wider
                && wider.intValue() > 0) {
            faults.add("%s is %d px wider than the screen".formatted(name, wider.intValue()));
        }
    }

    private String page(String name) {
        return folder.resolve(name + ".html").toString();
    }

    private static void run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("../firsthand", "motion"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /// A person in a T-pose who swings an arm forward.
    private static String reach() {
        var bvh = new StringBuilder("HIERARCHY ROOT Hips\n{ OFFSET 0 0 0 CHANNELS 6 Xposition Yposition Zposition")
                .append(" Zrotation Xrotation Yrotation JOINT Chest\n{ OFFSET 0 30 0")
                .append(TURNS)
                .append("JOINT Neck\n{ OFFSET 0 24 0")
                .append(TURNS)
                .append("JOINT Head\n{ OFFSET 0 8 0")
                .append(TURNS)
                .append("End Site { OFFSET 0 20 0 } } } ");
        for (String side : List.of("Left", "Right")) {
            int x = side.equals("Left") ? 1 : -1;
            bvh.append(joint(side + "Arm", 18 * x, 20, 0)).append(joint(side + "ForeArm", 28 * x, 0, 0));
            bvh.append(joint(side + "Hand", 25 * x, 0, 0)).append("End Site { OFFSET %d 0 0 } } } } ".formatted(9 * x));
        }
        bvh.append("} ");
        for (String side : List.of("Left", "Right")) {
            int x = side.equals("Left") ? 9 : -9;
            bvh.append(joint(side + "UpLeg", x, 0, 0)).append(joint(side + "Leg", 0, -42, 0));
            bvh.append(joint(side + "Foot", 0, -42, 0)).append(joint(side + "ToeBase", 0, -6, 14));
            bvh.append("End Site { OFFSET 0 0 5 } } } } } ");
        }
        bvh.append("} MOTION Frames: %d Frame Time: 0.0166667\n".formatted(FRAMES));
        for (int f = 0; f < FRAMES; f++) {
            bvh.append("0 90 0" + " 0".repeat(3 * 4) + " 0 0 %d".formatted(-f) + " 0".repeat(3 * 13) + "\n");
        }
        return bvh.toString();
    }

    private static String joint(String name, int x, int y, int z) {
        return "JOINT %s\n{ OFFSET %d %d %d%s".formatted(name, x, y, z, TURNS);
    }
}
