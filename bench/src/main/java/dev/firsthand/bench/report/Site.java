package dev.firsthand.bench.report;

import dev.firsthand.bench.bundle.Bundle;
import dev.firsthand.bench.bundle.Scores;
import dev.firsthand.bench.bundle.Verification;
import dev.firsthand.bench.json.Json;
import dev.firsthand.bench.scenario.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes the pages of one or more runs into a folder.
public final class Site {
    private static final List<String> ASSETS = List.of("report.css", "player.js");

    private final Path folder;
    private final List<Run> runs = new ArrayList<>();

    private Site(Path folder) {
        this.folder = folder;
    }

    /// A run with its scores, and the folder of its pages.
    private record Run(Bundle bundle, Figures figures, String name, List<String> faults) {}

    public static void write(List<Path> bundles, Path folder) throws IOException {
        refuseForeign(folder);
        var site = new Site(folder);
        for (Path bundle : bundles) {
            site.add(bundle);
        }
        site.write();
    }

    /// An earlier report may be written anew; what else lies in a folder is not ours to mix pages into.
    private static void refuseForeign(Path folder) throws IOException {
        if (!Files.isDirectory(folder) || Files.exists(folder.resolve(ASSETS.getFirst()))) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException(
                        "%s is not empty and holds no report. Give the report a folder of its own.".formatted(folder));
            }
        }
    }

    private void add(Path path) throws IOException {
        Verification verification = Verification.of(path);
        Scores scores = verification
                .scores()
                .orElseThrow(() -> new IOException(
                        "%s has no pages: %s".formatted(path, String.join(" ", verification.faults()))));
        Bundle bundle = Bundle.open(path);
        String name = "%02d".formatted(runs.size() + 1);
        runs.add(new Run(bundle, new Figures(scores.fields()), name, verification.faults()));
    }

    private void write() throws IOException {
        Files.createDirectories(folder);
        for (String asset : ASSETS) {
            Files.write(folder.resolve(asset), Html.asset(asset));
        }
        Files.writeString(folder.resolve("index.html"), Html.page("Leaderboard", "", leaderboard()));
        for (Run run : runs) {
            writeRun(run, Files.createDirectories(folder.resolve(run.name())));
        }
    }

    private static void writeRun(Run run, Path folder) throws IOException {
        Files.writeString(folder.resolve("scores.json"), Json.text(run.figures().scores()) + "\n");
        String name = run.bundle().policy().name();
        String body = new PolicyPage(run.figures(), run.bundle().digest(), run.faults()).body();
        Files.writeString(folder.resolve("index.html"), Html.page(name, "../", body));
        for (int i = 0; i < run.bundle().suite().scenarios().size(); i++) {
            Optional<Map<String, Object>> film = Film.of(run.bundle(), i);
            if (film.isPresent()) {
                String title = "%s, episode %04d".formatted(name, i + 1);
                Files.writeString(
                        folder.resolve("%04d.html".formatted(i + 1)),
                        Html.page(title, "../", new EpisodePage(run.figures(), i, film.get()).body()));
            }
        }
    }

    /// Runs of different suites are not to be set in one order.
    private String leaderboard() {
        var body = new StringBuilder();
        List<String> suites =
                runs.stream().map(run -> run.figures().text("suite")).distinct().toList();
        for (String suite : suites) {
            List<Run> together = runs.stream()
                    .filter(run -> run.figures().text("suite").equals(suite))
                    .sorted(Comparator.comparingDouble(
                                    (Run run) -> run.figures().value("summary/q/estimate"))
                            .reversed())
                    .toList();
            body.append("<p>Suite <span class=\"hash\">%s</span></p>\n".formatted(suite))
                    .append(
                            isOfMonths(together)
                                    ? "<p>Months are not ranked: too few are lived to tell runs apart.</p>\n"
                                    : "")
                    .append(table(together));
        }
        return body + Html.section("What this does not say", PolicyPage.LIMITS);
    }

    private static boolean isOfMonths(List<Run> together) {
        return together.getFirst().bundle().suite().scenarios().stream().anyMatch(one -> one.tier() == Tier.M1);
    }

    private static String table(List<Run> together) {
        var rows = new StringBuilder();
        for (Run run : together) {
            Figures figures = run.figures();
            rows.append("<tr data-run=\"%s\"><th scope=\"row\"><a href=\"%s/index.html\">%s</a></th><td>%s</td>"
                    .formatted(run.name(), run.name(), figures.text("policy/name"), figures.interval("summary/q")));
            for (String key :
                    List.of("h50_minutes", "chain_median", "interruptions", "questions", "false_claims", "starts")) {
                rows.append("<td>%s</td>".formatted(figures.number((key.equals("starts") ? "" : "summary/") + key)));
            }
            rows.append("<td>%s</td><td>%s</td></tr>\n"
                    .formatted(aids(run.bundle()), run.faults().isEmpty() ? "holds" : "does not hold"));
        }
        StringBuilder head = new StringBuilder();
        for (String column : List.of(
                "Policy",
                "Credit",
                "H50, min",
                "Half have failed by task",
                "Interruptions",
                "Questions",
                "False claims",
                "Starts",
                "Aids",
                "Checked")) {
            head.append("<th scope=\"col\">%s</th>".formatted(column));
        }
        return Html.table(
                "Best credit first; where intervals overlap the order may be chance", head.toString(), rows.toString());
    }

    private static String aids(Bundle bundle) {
        if (bundle.policy().isPerson()) {
            return "valid actions, requests repeated";
        }
        String sees = bundle.policy().isPrivileged() ? "sees goals" : "";
        String asks = bundle.policy().usesModel() ? "language model" : "";
        return (sees + " " + asks).isBlank() ? "none" : (sees + " " + asks).strip();
    }
}
