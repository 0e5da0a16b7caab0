package dev.firsthand.app.web;

import io.javalin.http.Context;
import java.util.Optional;

/// The page at `/`: that the server is up, and where to go on. Pages for people have an issue of their own.
final class StatusPage {
    static final String STYLE = """
        :root { color-scheme: light dark; }
        body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 1.5rem; }
        main { max-width: 38rem; margin: 0 auto; }
        h1 { font-size: 1.5rem; line-height: 1.2; }
        code { font-size: 0.95em; overflow-wrap: anywhere; }
        pre { white-space: pre-wrap; padding: 0.75rem; border: 1px solid; border-radius: 0.25rem; }
        a:focus-visible { outline: 3px solid; outline-offset: 2px; }
        """;

    private final Health health;

    private final Optional<String> fingerprint;

    /// `fingerprint` is that of a certificate nobody vouches for.
    StatusPage(Health health, Optional<String> fingerprint) {
        this.health = health;
        this.fingerprint = fingerprint;
    }

    void show(Context context) {
        context.html(page("Firsthand", """
            <h1>Firsthand is running</h1>
            <p>Database: <strong>ok</strong>. Room on the disk: <strong>%s</strong>.</p>
            <p>The doors are described at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.
               Uploads go to <code>/upload</code> (tus 1.0), copies for holders are at <code>/copy</code>.</p>
            <p>New here? The command <code>firsthand demo</code> walks a recording through all of it.</p>
            %s
            """.formatted(
                health.look().status(), fingerprint.map(StatusPage::triedOut).orElse(""))));
    }

    private static String triedOut(String fingerprint) {
        return """
            <p>This server is being tried out under a certificate that nobody vouches for. SHA-256 of the certificate:
               <code>%s</code>. Compare it with what your browser shows and with what the server printed at its
               start.</p>""".formatted(fingerprint);
    }

    private static String page(String title, String body) {
        return """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>%s</title>
              <link rel="stylesheet" href="/status.css">
            </head>
            <body>
              <main>
            %s
              </main>
            </body>
            </html>
            """.formatted(title, body);
    }

    static void style(Context context) {
        context.header("Cache-Control", "max-age=3600");
        context.contentType("text/css").result(STYLE);
    }
}
