package dev.firsthand.motion.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/// One report: a head that says it in a sentence, figures with lanes below, tables that hold every number.
///
/// @param title plain text; all others are markup
record Page(String title, String head, Scene scene, Lanes lanes, String key, String body) {
    /// Nothing may be fetched: not even by a mistake of ours.
    private static final String POLICY =
            "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'";

    private static final String APART = "<label><input type=\"checkbox\" id=\"apart\" checked> Side by side</label>\n";

    void write(OutputStream to) throws IOException {
        Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
        out.write("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="%s">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                <script type="importmap">""".formatted(POLICY, Text.html(title), Modules.resource("report.css")));
        out.write(Modules.importMap());
        out.write("</script>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n%s".formatted(Text.html(title), head));
        out.write(player());
        out.write(lanes.html());
        out.write(key);
        out.write(body);
        out.write("</main>\n<script type=\"application/json\" id=\"scene\">");
        out.write(scene.json());
        out.write("</script>\n<script type=\"module\">\n%s</script>\n</body>\n</html>\n"
                .formatted(Modules.resource("report.js").replace("</", "<\\/")));
        out.flush();
    }

    private String player() {
        return """
                <div id="player" hidden>
                <p id="flat" hidden>This browser does not draw in three dimensions here. Everything else works.</p>
                <canvas id="figures" role="img" aria-label="%s that moves"></canvas>
                <div class="row" id="views">
                <button type="button" data-view="front">Front</button>
                <button type="button" data-view="side">Side</button>
                <button type="button" data-view="above">Above</button>
                <button type="button" id="left">Turn left</button>
                <button type="button" id="right">Turn right</button>
                <button type="button" id="nearer">Nearer</button>
                <button type="button" id="farther">Farther</button>
                %s</div>
                <div class="row"><button type="button" id="play">Play</button>
                <label for="time">Time</label><input type="range" id="time" min="0" value="0"></div>
                <p class="now" id="now"></p>
                </div>
                """.formatted(
                        scene.figures().size() > 1 ? "A person and a robot" : "A person",
                        scene.figures().size() > 1 ? APART : "");
    }

    static String section(String heading, String body) {
        return "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(heading, body);
    }

    /// A table that scrolls by itself where it is wide or long.
    static String table(String caption, String columns, String rows) {
        return """
                <p class="quiet">%s</p>
                <div class="wide" role="region" aria-label="%s" tabindex="0">
                <table><thead><tr>%s</tr></thead><tbody>
                %s</tbody></table></div>
                """.formatted(caption, caption, columns(columns), rows);
    }

    private static String columns(String names) {
        var cells = new StringBuilder();
        for (String name : names.split("\\|", -1)) {
            cells.append("<th scope=\"col\">%s</th>".formatted(name));
        }
        return cells.toString();
    }

    /// A row whose first cell says what the others are of.
    static String row(String name, String... cells) {
        var row = new StringBuilder("<tr><th scope=\"row\">%s</th>".formatted(name));
        for (String cell : cells) {
            row.append("<td>%s</td>".formatted(cell));
        }
        return row.append("</tr>\n").toString();
    }

    /// Moves the figures to a time of the clip.
    static String jump(long nanos) {
        return "<button type=\"button\" data-at=\"%s\">%s s</button>"
                .formatted(Text.seconds(nanos), Text.seconds(nanos));
    }
}
