package dev.firsthand.e2e;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Opens every page that a person can reach by links, once for each shape of address, and looks at it: on a phone and
/// on a desk, in light and dark, with axe, and for anything that is wider than the screen.
final class Crawl {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private static final String LINKS =
            "Array.from(document.querySelectorAll('a[href]:not([download])'), link => link.getAttribute('href'))";

    private final FirsthandServer server;
    private final String person;
    private final Page page;
    private final Axe axe;
    private final BrowserContext device;
    private final Map<String, String> seen = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    Crawl(FirsthandServer server, String person, BrowserContext device) {
        this.server = server;
        this.person = person;
        this.device = device;
        this.page = device.newPage();
        this.axe = new Axe(page);
    }

    /// The faults of all pages that can be reached from these.
    List<String> from(String... paths) {
        Deque<String> waiting = new ArrayDeque<>(List.of(paths));
        while (!waiting.isEmpty()) {
            String path = waiting.pop();
            if (seen.putIfAbsent(shape(path), path) == null && isPage(path)) {
                look(path);
                waiting.addAll(links());
            }
        }
        return List.copyOf(faults);
    }

    /// Shapes of the addresses that were opened.
    List<String> shapes() {
        return List.copyOf(seen.keySet());
    }

    private void look(String path) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(Chromium.PHONE_WIDTH, 800);
        page.navigate(server.address(path));
        for (int width : new int[] {Chromium.PHONE_WIDTH, Chromium.DESK_WIDTH}) {
            page.setViewportSize(width, 800);
            judge(path, width + " px", axe.findings());
            shoot(path, Integer.toString(width));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        judge(path, "dark", axe.findingsOfColour());
        shoot(path, "dark");
    }

    private void judge(String path, String how, List<String> findings) {
        findings.forEach(finding -> faults.add("%s (%s): %s".formatted(path, how, finding)));
        if (page.evaluate(WIDER) instanceof Number wider && wider.intValue() > 0) {
            faults.add("%s (%s): %d px wider than the screen".formatted(path, how, wider.intValue()));
        }
    }

    private void shoot(String path, String how) {
        String name = shape(path).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(person + "-" + name + "-" + how + ".png")));
    }

    private List<String> links() {
        List<String> found = new ArrayList<>();
        for (Object link : (List<?>) page.evaluate(LINKS)) {
            URI target = URI.create(page.url()).resolve(link.toString());
            if (target.toString().startsWith(server.address("/"))
                    && !target.getPath().startsWith("/assets/")) {
                found.add(target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery()));
            }
        }
        return found;
    }

    private boolean isPage(String path) {
        APIResponse answer = device.request().get(server.address(path));
        if (answer.status() >= 400) {
            faults.add("%s: a link leads to %d".formatted(path, answer.status()));
        }
        boolean page = answer.headers().getOrDefault("content-type", "").startsWith("text/html");
        answer.dispose();
        return page;
    }

    private static String shape(String path) {
        return path.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id")
                .replaceAll("[A-Za-z0-9_-]{40,}", "token")
                .replaceAll("(?<=/rules/)[A-Za-z-]+\\.[a-z0-9_]+", "rule")
                .replaceAll("=[^&]*", "=value")
                .replaceAll("/[0-9]+(?=/|$)", "/n");
    }
}
