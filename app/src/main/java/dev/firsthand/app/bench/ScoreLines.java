package dev.firsthand.app.bench;

import dev.firsthand.bench.bundle.Scores;
import dev.firsthand.bench.json.Json;
import java.io.PrintStream;
import java.util.Map;

/// The scores of a run in a few lines.
final class ScoreLines {
    private final PrintStream results;

    ScoreLines(PrintStream results) {
        this.results = results;
    }

    void show(Scores scores) {
        Map<String, Object> summary = scores.summary();
        results.printf("%s%s%n", scores.policy().name(), scores.policy().isPrivileged() ? " (privileged)" : "");
        line(summary, "q", "credit that is its own");
        line(summary, "s", "tasks done");
        line(summary, "valued", "worth by the norms given");
        line(summary, "twist_cost", "lost to twists");
        line(summary, "requester_cost", "lost when another asks");
        line(summary, "swapped_cost", "lost when words ask for other");
        line(summary, "blank_cost", "lost when nothing is said");
        line(summary, "renamed_cost", "lost under other handles");
        line(summary, "mirrored_cost", "lost in the mirrored home");
        line(summary, "later_cost", "lost a week later");
        line(summary, "human_only", "done by people alone");
        line(summary, "reacted_right", "right answers to what is said");
        line(summary, "false_done", "claims of done that are false");
        results.printf(
                "  scenarios %s, missing %s, unfair %s, deaf to the request %s (unknown in %s), failures %s, in twins %s%n",
                summary.get("scenarios"),
                summary.get("missing"),
                summary.get("unfair"),
                summary.get("deaf"),
                summary.get("deaf_unknown"),
                summary.get("failures"),
                summary.get("twin_failures"));
    }

    private void line(Map<String, Object> summary, String key, String words) {
        if (summary.get(key) instanceof Map<?, ?> interval
                && interval.get("estimate") instanceof Double estimate
                && interval.get("low") instanceof Double low
                && interval.get("high") instanceof Double high) {
            results.printf("  %-30s %s  (%s to %s)%n", words, rounded(estimate), rounded(low), rounded(high));
        }
    }

    static String rounded(double value) {
        return Json.number(Math.round(value * 1000) / 1000.0);
    }
}
