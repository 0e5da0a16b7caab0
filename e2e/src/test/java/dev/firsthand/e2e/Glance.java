package dev.firsthand.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A page as it stands on a phone and at a desk, in both schemes, with a picture of each kept under this
/// name.
record Glance(Page page, String name) {
    /// What axe says of it, and whether it is wider than the screen.
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (int width : new int[] {Chromium.PHONE_WIDTH, Chromium.DESK_WIDTH}) {
            page.setViewportSize(width, 800);
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                new AxeBuilder(page)
                        .analyze()
                        .getViolations()
                        .forEach(rule -> faults.add("axe on %s: %s at %d px".formatted(name, rule.getHelp(), width)));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "screenshots", "%s-%d-%s.png".formatted(name, width, scheme))));
            }
            if (page.evaluate("document.documentElement.scrollWidth - innerWidth") instanceof Number wider
                    && wider.intValue() > 0) {
                faults.add("%s is %d px wider than %d".formatted(name, wider.intValue(), width));
            }
        }
        return faults;
    }
}
