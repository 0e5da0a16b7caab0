package dev.firsthand.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The frame that all pages share.
public final class Html {
    private static final String STYLE = "report.css";

    private Html() {}

    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// The style of all pages, `report.css`.
    public static byte[] style() {
        return asset(STYLE);
    }

    static byte[] asset(String name) {
        try (InputStream bytes = Html.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException(name + " is not in this build");
            }
            return bytes.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// JSON inside a page: nothing in it may end its element.
    static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    /// @param up the way back to the folder of the report, such as `../`; empty in it
    static String page(String title, String up, String body) {
        return page(title, "Benchmark report", up, body);
    }

    /// The same under another roof.
    ///
    /// @param home what the way back is called
    public static String page(String title, String home, String up, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <link rel="stylesheet" href="%sreport.css">
                </head>
                <body>
                <a class="skip" href="#content">To the content</a>
                <header><a href="%sindex.html">%s</a></header>
                <main id="content">
                <h1>%s</h1>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(title), up, up, home, escaped(title), body);
    }

    public static String section(String heading, String body) {
        return "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(heading, body);
    }

    /// A table that scrolls sideways on a phone.
    public static String table(String caption, String head, String rows) {
        return """
                <p class="about">%s</p>
                <div class="wide" role="region" aria-label="%s" tabindex="0">
                <table><thead><tr>%s</tr></thead><tbody>
                %s</tbody></table></div>
                """.formatted(caption, caption, head, rows);
    }

    /// A share as a bar; the number stands beside it.
    static String bar(double share) {
        return "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                + "<rect width=\"%s\" height=\"8\"/></svg>"
                        .formatted(Figures.rounded(100 * Math.clamp(share, 0, 1), 1));
    }
}
