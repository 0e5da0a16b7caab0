package dev.firsthand.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.bundle.Runs;
import dev.firsthand.bench.json.JsonNode;
import dev.firsthand.bench.json.JsonReader;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.score.AttributableCredit;
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

    private static final Pattern TEXT = Pattern.compile(">([^<>]*\\d[^<>]*)<");
    private static final Pattern FILM =
            Pattern.compile("<script type=\"application/json\" id=\"film\">(.*?)</script>", Pattern.DOTALL);
    private static final Pattern TASK_ROW = Pattern.compile("<tr><th scope=\"row\">[^<]*</th><td>person \\d+</td>"
            + "<td>[0-9: to]+</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td><td>([^<]*)</td></tr>");

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
    void a_number_that_is_no_figure_is_a_mark_of_an_axis_a_name_a_version_or_a_digest() throws IOException {
        Path site = site(Baselines.forgetful(), Baselines.onceAndDone());
        Pattern known = Pattern.compile(
                "(0|100) %|1|task \\d|1 min|64 min|H50, min|\\d{4}|Scenarios missing, counted as 0|[0-9a-f]{64}"
                        + "|builtin:(forgetful|once-and-done), version 1");
        for (String page : List.of("index.html", "01/index.html", "02/index.html")) {
            Matcher text = TEXT.matcher(bare(Files.readString(site.resolve(page))));
            while (text.find()) {
                assertThat(text.group(1).strip()).as(page).matches(known);
            }
        }
    }

    /// The page without figures and scripts.
    private static String bare(String page) {
        return DATA.matcher(page).replaceAll(" ").replaceAll("(?s)<script.*?</script>", " ");
    }

    @Test
    void what_an_episode_shows_of_its_tasks_is_what_the_scores_follow_from() throws IOException {
        Path site = site(Baselines.forgetful());
        JsonNode episodes = JsonReader.read(Files.readString(site.resolve("01/scores.json")))
                .field("episodes");
        int judged = 0;
        for (int i = 0; i < episodes.items().size(); i++) {
            String page = Files.readString(site.resolve("01/%04d.html".formatted(i + 1)));
            Matcher script = FILM.matcher(page);
            assertThat(script.find()).isTrue();
            List<JsonNode> tasks =
                    JsonReader.read(script.group(1)).field("tasks").items();
            Matcher rows = TASK_ROW.matcher(page);
            for (JsonNode task : tasks) {
                assertThat(rows.find()).isTrue();
                assertThat(shown(rows)).isEqualTo(stated(task));
            }
            assertThat(rows.find()).isFalse();
            for (JsonNode scored : episodes.items().get(i).field("tasks").items()) {
                JsonNode task = tasks.get(scored.field("task").whole(0, 100));
                double credit = task.field("credit").number();
                double nobody = task.field("nobody").number();
                double q = AttributableCredit.of(task.field("cancelled").truth() ? nobody : credit, nobody);
                assertThat(q).isCloseTo(scored.field("q").number(), within(1e-6));
                judged++;
            }
        }
        assertThat(judged).isGreaterThan(10);
    }

    private static List<String> shown(Matcher row) {
        return List.of(row.group(1), row.group(2), row.group(3), row.group(4));
    }

    private static List<String> stated(JsonNode task) throws IOException {
        var stated = new ArrayList<String>();
        for (String key : List.of("credit", "nobody", "people", "oracle")) {
            stated.add(Figures.rounded(100 * task.field(key).number(), 1) + " %");
        }
        return stated;
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
