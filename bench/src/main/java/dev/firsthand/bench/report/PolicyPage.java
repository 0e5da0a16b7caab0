package dev.firsthand.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What is to be said of one policy: the four questions first, then what they rest on.
final class PolicyPage {
    static final String LIMITS = """
            <p>This measures planning, memory, conduct, recovery and honesty in a home made of rules. It measures neither
            dexterity nor perception, and says nothing of a real robot until the two have been compared. People follow
            hand-made routines and say what they want in templates; they are no real people. What is said by the
            way is judged by act and slot, never by its words. The minutes that people save are those of people made
            of rules, who know their home and make no mistakes. Injury, grave harm, how much sooner things are done and
            whether a handover went well are not measured yet. Tasks are as long as their goals have parts; nobody has
            timed them. Small differences need many scenarios: read the interval, not the figure.</p>
            """;

    private final Figures figures;
    private final String bundleDigest;
    private final List<String> faults;

    PolicyPage(Figures figures, String bundleDigest, List<String> faults) {
        this.figures = figures;
        this.bundleDigest = bundleDigest;
        this.faults = faults;
    }

    String body() {
        return questions()
                + score()
                + survival()
                + horizon()
                + families()
                + reactions()
                + burden()
                + integrity()
                + episodes()
                + Html.section("What this does not say", LIMITS);
    }

    private String questions() {
        return """
                <section class="card" aria-labelledby="four"><h2 id="four">Four questions</h2>
                <div class="four">
                <div><h3>How does it live with people?</h3>
                <p>%s interruptions of busy people and %s questions in %s robot-hours. %s rooms entered that somebody wanted
                for themselves. Alone, people would spend %s minutes on what they asked for; it spares them %s of these
                and takes %s.</p></div>
                <div><h3>Does it last?</h3>
                <p>%s %s %s</p></div>
                <div><h3>Does it know its errors?</h3>
                <p>%s claims of done, %s of them false; %s tasks done without a word. %s</p></div>
                <div><h3>What does it leave behind?</h3>
                <p>Against a home without it: %s things broken, %s burning, %s heaters left on, %s things that nobody asked
                for lie elsewhere.</p></div>
                </div></section>
                """.formatted(
                        n("interruptions"),
                        n("questions"),
                        n("robot_hours"),
                        n("side_effects/intrusions"),
                        n("human_minutes/alone"),
                        n("human_minutes/saved"),
                        n("human_minutes/taken"),
                        sentence(
                                "chain_median",
                                "Half of the scenarios have failed by task %s.",
                                "Most scenarios have no failure."),
                        sentence("h50_minutes", "Tasks of %s minutes are done half of the time.", ""),
                        sentence("slope_per_day", "Credit changes by %s a day.", "No scenario lasts more than a day."),
                        n("claims"),
                        n("false_claims"),
                        n("done_unsaid"),
                        sentence("brier", "Squared error of its confidence: %s.", ""),
                        n("side_effects/broken"),
                        n("side_effects/burning"),
                        n("side_effects/heaters_left_on"),
                        n("side_effects/misplaced"));
    }

    /// Words for a figure that not every run has.
    private String sentence(String key, String words, String without) {
        return figures.at("summary/" + key).isPresent() ? words.formatted(n(key)) : without;
    }

    private String n(String key) {
        return figures.number("summary/" + key);
    }

    private String score() {
        return Html.section("Score", """
                <dl>
                <div><dt>Credit that is its own</dt><dd>%s</dd></div>
                <div><dt>Mean of the middle half</dt><dd>%s</dd></div>
                %s                <div><dt>Tasks done</dt><dd>%s, %s of %s</dd></div>
                <div><dt>Lost to what went otherwise</dt><dd>%s</dd></div>
                <div><dt>Lost when somebody else asks</dt><dd>%s</dd></div>
                <div><dt>Lost when the words ask for something else</dt><dd>%s</dd></div>
                %s                <div><dt>What people do without a robot, no part of its credit</dt><dd>%s</dd></div>
                <div><dt>Tasks asked for up to the first failure, that one among them, of thirty</dt><dd>%s</dd></div>
                </dl>
                """.formatted(
                        figures.interval("summary/q"),
                        figures.interval("summary/iqm"),
                        valued(),
                        figures.interval("summary/s"),
                        n("succeeded"),
                        n("tasks"),
                        figures.interval("summary/twist_cost"),
                        figures.interval("summary/requester_cost"),
                        figures.interval("summary/swapped_cost"),
                        probes(),
                        figures.interval("summary/human_only"),
                        n("chain_mean_30")));
    }

    private String probes() {
        return probe("blank_cost", "Lost when nothing is said")
                + probe("renamed_cost", "Lost when everything has another handle")
                + probe("mirrored_cost", "Lost in the mirrored home")
                + probe("later_cost", "Lost a week later");
    }

    private String probe(String key, String words) {
        return figures.at("summary/" + key).isEmpty()
                ? ""
                : "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(words, figures.interval("summary/" + key));
    }

    private String valued() {
        return figures.at("summary/valued").isEmpty()
                ? ""
                : "<div><dt>Worth by the norms of %s</dt><dd>%s</dd></div>\n"
                        .formatted(figures.text("deployment/name"), figures.interval("summary/valued"));
    }

    private String survival() {
        return Html.section("How long it goes well", Plots.survival(figures));
    }

    private String horizon() {
        boolean hasCurve = figures.at("summary/curve").isPresent();
        boolean isWeak = figures.at("summary/curve/weak").orElse(false).equals(true);
        String weak = isWeak
                ? "<p>Weak: fewer than thirty tasks lie near the half-way length, or longer tasks do not go worse.</p>\n"
                : "";
        return Html.section(
                "Longer tasks",
                hasCurve
                        ? Plots.curve(figures) + weak
                        : "<p>All tasks ended alike, so there is no curve to draw.</p>\n");
    }

    private String families() {
        var rows = new StringBuilder();
        for (int i = 0; i < figures.list("families").size(); i++) {
            String path = "families/" + i + "/";
            rows.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s %s</td><td>%s %s</td></tr>\n"
                    .formatted(
                            figures.text(path + "family").toLowerCase(Locale.ROOT),
                            figures.number(path + "scenarios"),
                            figures.percent(path + "calm_q"),
                            Html.bar(figures.value(path + "calm_q")),
                            figures.percent(path + "q"),
                            Html.bar(figures.value(path + "q"))));
        }
        String head =
                "<th scope=\"col\">Family</th><th scope=\"col\">Scenarios</th><th scope=\"col\">Nothing otherwise</th>"
                        + "<th scope=\"col\">As it was</th>";
        return Html.section("What went otherwise", Html.table("Credit by family of twists", head, rows.toString()));
    }

    private String reactions() {
        var rows = new StringBuilder();
        for (int i = 0; i < figures.list("reactions").size(); i++) {
            String path = "reactions/" + i + "/";
            rows.append("<tr><th scope=\"row\">%s</th>"
                    .formatted(
                            figures.text(path + "kind").toLowerCase(Locale.ROOT).replace('_', ' ')));
            for (String key : List.of("heard", "right", "missed", "asked_too_often", "obeyed")) {
                rows.append("<td>%s</td>".formatted(figures.number(path + key)));
            }
            rows.append("</tr>\n");
        }
        String head = "<th scope=\"col\">Said</th><th scope=\"col\">Heard</th><th scope=\"col\">Right</th>"
                + "<th scope=\"col\">Missed</th><th scope=\"col\">Asked too often</th><th scope=\"col\">Obeyed, wrongly</th>";
        return Html.section(
                "What was said by the way",
                rows.isEmpty()
                        ? "<p>It heard nothing that called for an answer of its own.</p>\n"
                        : "<p>Right answers: %s</p>\n".formatted(figures.interval("summary/reacted_right"))
                                + Html.table("What it made of what was said", head, rows.toString()));
    }

    private String burden() {
        var rows = new StringBuilder();
        for (int i = 0; i < figures.list("roles").size(); i++) {
            String path = "roles/" + i + "/";
            rows.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            figures.text(path + "role").toLowerCase(Locale.ROOT).replace('_', ' '),
                            figures.number(path + "people"),
                            figures.number(path + "hours"),
                            figures.number(path + "interruptions"),
                            figures.number(path + "questions")));
        }
        String head = "<th scope=\"col\">Role</th><th scope=\"col\">People</th><th scope=\"col\">Hours</th>"
                + "<th scope=\"col\">Interrupted while busy</th><th scope=\"col\">Questions answered</th>";
        return Html.section(
                "Burden by person", Html.table("Burden by what people are in the home", head, rows.toString()));
    }

    private String integrity() {
        String verified = faults.isEmpty()
                ? "<p class=\"good\">Every byte, every state and every score held when this page was made.</p>\n"
                : "<p class=\"bad\">This bundle does not hold:</p><ul>%s</ul>\n"
                        .formatted(String.join(
                                "",
                                faults.stream()
                                        .map(fault -> "<li>" + Html.escaped(fault) + "</li>")
                                        .toList()));
        return Html.section(
                "Whether to believe it",
                verified
                        + """
                <dl>
                <div><dt>Reached at</dt><dd>%s, version %s</dd></div>
                <div><dt>Weights by its own word</dt><dd class="hash">%s</dd></div>
                <div><dt>Sees more than a robot can</dt><dd>%s</dd></div>
                <div><dt>Asks a language model</dt><dd>%s</dd></div>
                <div><dt>Starts of this run</dt><dd>%s</dd></div>
                <div><dt>Scenarios missing, counted as 0</dt><dd>%s of %s</dd></div>
                <div><dt>Scenarios that the oracle did not solve</dt><dd>%s</dd></div>
                <div><dt>Did the same when asked for something else</dt><dd>%s of %s%s; unknown in %s</dd></div>
                <div><dt>Failures of the policy</dt><dd>%s</dd></div>
                <div><dt>Failures in its twins, which are left out of what they were lived for</dt><dd>%s</dd></div>
                <div><dt>Suite</dt><dd class="hash">%s</dd></div>
                <div><dt>Bundle</dt><dd class="hash">%s</dd></div>
                <div><dt>Weights, homes, people and norms of</dt><dd>%s</dd></div>
                <div><dt>Grader</dt><dd>%s</dd></div>
                </dl>
                """.formatted(
                                        figures.text("policy/address"),
                                        figures.text("policy/version"),
                                        figures.text("policy/weights_sha256").isEmpty()
                                                ? "not said"
                                                : figures.text("policy/weights_sha256"),
                                        yes("policy/privileged"),
                                        yes("policy/uses_llm"),
                                        figures.number("starts"),
                                        n("missing"),
                                        n("scenarios"),
                                        n("unfair"),
                                        n("deaf"),
                                        n("scenarios"),
                                        yes("policy/privileged").equals("yes") ? " (it reads goals, not words)" : "",
                                        n("deaf_unknown"),
                                        failures("failures"),
                                        failures("twin_failures"),
                                        figures.text("suite"),
                                        Html.escaped(bundleDigest),
                                        deployment(),
                                        figures.number("grader")));
    }

    private String deployment() {
        return figures.at("deployment").isEmpty()
                ? "the benchmark itself"
                : "%s, <span class=\"hash\">%s</span>"
                        .formatted(figures.text("deployment/name"), figures.text("deployment/sha256"));
    }

    private String yes(String path) {
        return figures.at(path).orElse(false).equals(true) ? "yes" : "no";
    }

    private String failures(String where) {
        Map<?, ?> failures = (Map<?, ?>) figures.at("summary/" + where).orElse(Map.of());
        return failures.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        failures.keySet().stream()
                                .map(kind ->
                                        "%s %s".formatted(kind.toString().replace('_', ' '), n(where + "/" + kind)))
                                .toList());
    }

    private String episodes() {
        var rows = new StringBuilder();
        for (int i = 0; i < figures.list("episodes").size(); i++) {
            String path = "episodes/" + i + "/";
            String name = "%04d".formatted(i + 1);
            boolean isMissing = figures.text(path + "ending").equals("missing");
            rows.append("<tr><th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                    .formatted(
                            isMissing ? name : "<a href=\"%s.html\">%s</a>".formatted(name, name),
                            figures.text(path + "family").toLowerCase(Locale.ROOT),
                            figures.percent(path + "q"),
                            figures.number(path + "decisions"),
                            figures.text(path + "ending")));
        }
        String head = "<th scope=\"col\">Episode</th><th scope=\"col\">Family</th><th scope=\"col\">Credit</th>"
                + "<th scope=\"col\">Decisions</th><th scope=\"col\">Ended</th>";
        return Html.section("Episodes", Html.table("Watch an episode", head, rows.toString()));
    }
}
