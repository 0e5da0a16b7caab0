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

    @AutoClose
    private final Chromium chromium = new Chromium();

    @TempDir
    private Path folder;

    private final List<String> faults = new ArrayList<>();

    @BeforeEach
    void writes_pages() throws IOException, InterruptedException {
        String body = Files.writeString(folder.resolve("reach.bvh"), Reach.bvh(FRAMES))
                .toString();
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
}
