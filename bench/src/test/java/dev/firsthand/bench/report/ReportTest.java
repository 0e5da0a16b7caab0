package dev.firsthand.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.bundle.Runs;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.policy.Contestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Pattern DATA = Pattern.compile("<data value=\"([^\"]*)\" data-of=\"([^\"]*)\">([^<]*)</data>");
    private static final Pattern RUN = Pattern.compile("<tr data-run=\"(\\d+)\">(.*?)</tr>", Pattern.DOTALL);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void every_number_on_a_page_equals_the_scores() throws IOException {
        Path site = site(Baselines.forgetful(), Baselines.onceAndDone());
        int numbers = 0;
        for (String run : List.of("01", "02")) {
            JsonNode scores = JsonReader.read(Files.readString(site.resolve(run).resolve("scores.json")));
            try (Stream<Path> pages = Files.list(site.resolve(run))) {
                for (Path page :
                        pages.filter(file -> file.toString().endsWith(".html")).toList()) {
                    numbers += check(Files.readString(page), scores);
                }
            }
        }
        Matcher rows = RUN.matcher(Files.readString(site.resolve("index.html")));
        while (rows.find()) {
            JsonNode scores =
                    JsonReader.read(Files.readString(site.resolve(rows.group(1)).resolve("scores.json")));
            assertThat(check(rows.group(2), scores)).isGreaterThan(5);
        }
        assertThat(numbers).isGreaterThan(150);
    }

    @Test
    void a_run_that_was_cut_has_no_pages_and_says_how_it_is_ended() throws IOException {
        Runs.run(Baselines.noOp(), folder.resolve("run"));
        Files.delete(folder.resolve("run/SHA256SUMS"));

        assertThatThrownBy(() -> Site.write(List.of(folder.resolve("run")), folder.resolve("pages")))
                .hasMessageContainingAll("has no pages", "--resume");
        assertThat(folder.resolve("pages")).doesNotExist();
    }

    private static int check(String page, JsonNode scores) throws IOException {
        Matcher data = DATA.matcher(page);
        int numbers = 0;
        while (data.find()) {
            JsonNode at = scores;
            for (String step : data.group(2).split("/", -1)) {
                at = at.value() instanceof List<?> ? at.items().get(Integer.parseInt(step)) : at.field(step);
            }
            assertThat(Double.parseDouble(data.group(1))).as(data.group(2)).isEqualTo(at.number());
            boolean isPercent = data.group(3).endsWith(" %");
            double shown = Double.parseDouble(data.group(3).replace(" %", ""));
            assertThat(shown - at.number() * (isPercent ? 100 : 1))
                    .as(data.group())
                    .isBetween(-0.0501, 0.0501);
            numbers++;
        }
        return numbers;
    }

    @Test
    void a_site_needs_nothing_from_anywhere_else_and_all_its_links_lead_somewhere() throws IOException {
        Path site = site(Baselines.sayDoneLiar());
        Pattern link = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
        try (Stream<Path> pages = Files.walk(site)) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".html")).toList()) {
                String text = Files.readString(page);
                assertThat(text).doesNotContain("http:", "https:", "style=", "onclick");
                Matcher links = link.matcher(text);
                while (links.find()) {
                    assertThat(page.resolveSibling(links.group(1)))
                            .as(page.toString())
                            .exists();
                }
            }
        }
    }

    @Test
    void a_run_that_was_tampered_with_is_shown_as_one_that_does_not_hold() throws IOException {
        Path run = folder.resolve("run");
        Runs.run(Baselines.noOp(), run);
        Files.writeString(run.resolve("scores.json"), "{}\n");
        Site.write(List.of(run), folder.resolve("site"));
        assertThat(Files.readString(folder.resolve("site/index.html"))).contains("does not hold");
        assertThat(Files.readString(folder.resolve("site/01/index.html")))
                .contains("scores.json is not as it was sealed");
    }

    @Test
    void words_of_a_policy_are_shown_and_never_become_a_part_of_the_page() throws IOException {
        var wicked = new Contestant("<img src=x>&\"'", false, Baselines.noOp().open());
        Path site = site(wicked);
        assertThat(Files.readString(site.resolve("01/index.html")))
                .contains("&lt;img src=x&gt;&amp;&quot;&#39;")
                .doesNotContain("<img");
        assertThat(Html.inScript("{\"a\":\"</script>\"}")).doesNotContain("</script");
    }

    private Path site(Contestant... contestants) throws IOException {
        var runs = new ArrayList<Path>();
        for (Contestant one : contestants) {
            Path run = folder.resolve("run" + runs.size());
            Runs.run(one, run);
            runs.add(run);
        }
        Site.write(runs, folder.resolve("site"));
        return folder.resolve("site");
    }
}
