package dev.firsthand.bench.report;

import dev.firsthand.bench.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One episode: what it earned as tables that need no script, and a player above them.
final class EpisodePage {
    private final Figures figures;
    private final String path;
    private final Map<String, Object> film;

    EpisodePage(Figures figures, int index, Map<String, Object> film) {
        this.figures = figures;
        path = "episodes/" + index + "/";
        this.film = film;
    }

    String body() {
        return """
                <p>Family %s. Credit %s, with nothing otherwise %s. Ended: %s after %s decisions.</p>
                <div id="player" class="film" hidden>
                <div class="wide" role="region" aria-label="Floor plan" tabindex="0">
                <svg id="plan" role="img" aria-label="Floor plan with robot and people"></svg></div>
                <p id="now" class="now" aria-live="off"></p>
                <p class="row"><button type="button" id="play">Play</button>
                <label for="time">Time</label> <input type="range" id="time" min="0" value="0"></p>
                <div class="wide" role="region" aria-label="Lanes" tabindex="0">
                <svg id="lanes" role="img" aria-label="Lanes of robot, people, tasks, twists and claims over time"></svg></div>
                <ul class="key"><li class="act">robot acts</li><li class="failed">could not</li><li class="doing">people</li>
                <li class="task">task open, filled as far as it is so</li><li class="twist">twist</li>
                <li class="right">claim that is true</li><li class="wrong">claim that is false</li></ul>
                </div>
                %s%s
                <p><a href="index.html">All episodes</a></p>
                <script type="application/json" id="film">%s</script>
                <script src="../player.js" defer></script>
                """.formatted(
                        figures.text(path + "family").toLowerCase(Locale.ROOT),
                        figures.percent(path + "q"),
                        figures.percent(path + "calm_q"),
                        figures.text(path + "ending"),
                        figures.number(path + "decisions"),
                        tasks(),
                        twistsAndClaims(),
                        Html.inScript(Json.text(film)));
    }

    private String tasks() {
        var rows = new StringBuilder();
        for (Object task : list("tasks")) {
            rows.append(
                    "<tr><th scope=\"row\">%s</th><td>%s</td><td>%s to %s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n"
                            .formatted(
                                    field(task, "name"),
                                    field(task, "by"),
                                    clock(task, "release_ms"),
                                    clock(task, "deadline_ms"),
                                    percent(task, "credit"),
                                    percent(task, "nobody"),
                                    percent(task, "people"),
                                    percent(task, "oracle")));
        }
        String head = "<th scope=\"col\">Task</th><th scope=\"col\">Asked by</th><th scope=\"col\">Open</th>"
                + "<th scope=\"col\">True at the end</th><th scope=\"col\">By nobody</th>"
                + "<th scope=\"col\">By people alone</th>"
                + "<th scope=\"col\">With the oracle</th>";
        return Html.section(
                "Tasks", Html.table("How much of each task was true, and in its twins", head, rows.toString()));
    }

    private String twistsAndClaims() {
        var lines = new StringBuilder();
        for (Object twist : list("twists")) {
            boolean hasFired = ((Long) raw(twist, "at_ms")) >= 0;
            lines.append(
                    "<li>%s: %s</li>\n".formatted(hasFired ? clock(twist, "at_ms") : "never", field(twist, "kind")));
        }
        for (Object claim : list("claims")) {
            lines.append("<li>%s: says that task %s is done; that is %s</li>\n"
                    .formatted(
                            clock(claim, "at_ms"),
                            1 + (Integer) raw(claim, "task"),
                            raw(claim, "true").equals(true) ? "true" : "false"));
        }
        String none = "<p>Nothing went otherwise, and nothing was claimed.</p>\n";
        return Html.section(
                "What went otherwise, and what was claimed", lines.isEmpty() ? none : "<ul>\n" + lines + "</ul>\n");
    }

    private List<?> list(String key) {
        return (List<?>) film.getOrDefault(key, List.of());
    }

    private static Object raw(Object map, String key) {
        Object value = ((Map<?, ?>) map).get(key);
        return value == null ? "" : value;
    }

    private static String field(Object map, String key) {
        return Html.escaped(raw(map, key).toString());
    }

    private static String percent(Object map, String key) {
        return Figures.rounded(100 * (Double) raw(map, key), 1) + " %";
    }

    private String clock(Object map, String key) {
        long minutes = (Long) raw(map, key) / 60_000 + 60L * (Integer) raw(film, "start_hour");
        return "%02d:%02d".formatted(minutes / 60 % 24, minutes % 60);
    }
}
