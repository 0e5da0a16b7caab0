package dev.firsthand.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/// What axe finds on a page. The library's own builder loads its half megabyte twice and opens a second page for each
/// look, because of frames; no page of ours has frames, so its script is put into the page once and asked there.
final class Axe {
    private static final String LOADED = "() => window.axe !== undefined";
    private static final String FINDINGS = """
            rules => axe.run(document, { resultTypes: ['violations'], ...rules }).then(({ violations }) =>
                violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `axe ${id}: ${help}: ${html}`)))
            """;
    private static final Map<String, Object> COLOURS =
            Map.of("runOnly", Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block")));

    private final Page page;

    Axe(Page page) {
        this.page = page;
    }

    List<String> findings() {
        return findings(Map.of());
    }

    /// Of what is coloured alone, for a page that was looked at in other colours.
    List<String> findingsOfColour() {
        return findings(COLOURS);
    }

    private List<String> findings(Map<String, Object> rules) {
        if (!Boolean.TRUE.equals(page.evaluate(LOADED))) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return ((List<?>) page.evaluate(FINDINGS, rules))
                .stream().map(String::valueOf).toList();
    }
}
