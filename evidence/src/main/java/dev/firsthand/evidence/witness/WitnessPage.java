package dev.firsthand.evidence.witness;

import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What a witness has seen, for people. Plain HTML, without script and style.
final class WitnessPage {
    private WitnessPage() {}

    static String of(Witness witness, List<Follower> followers) throws IOException {
        var page = new StringBuilder("""
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>Witness</title></head>
                <body><main>
                <h1>Witness</h1>
                <p>This witness remembers the newest checkpoint of each log below. It signs another one only when that is
                proven to have grown from it, so nobody can change what stood in the log without being found out.</p>
                """);
        List<Witness.Seen> logs = witness.seen();
        page.append(logs.isEmpty() ? "<p>It watches no log yet: add one to its policy file.</p>\n" : "");
        for (Witness.Seen seen : logs) {
            append(page, seen);
        }
        append(page, followers);
        page.append("<h2>Keys of this witness</h2>\n");
        for (VerifierKey key : witness.verifiers()) {
            // A field wraps on a phone, a line of 1,800 letters does not.
            page.append("<p><label>%s<br><textarea readonly rows=\"3\" cols=\"32\">%s</textarea></label></p>\n"
                    .formatted(escaped(key.kind().algorithm()), escaped(key.text())));
        }
        return page.append("</main></body>\n</html>\n").toString();
    }

    private static void append(StringBuilder page, List<Follower> followers) {
        if (followers.isEmpty()) {
            return;
        }
        page.append("<h2>Where it looks by itself</h2>\n<ul>\n");
        for (Follower follower : followers) {
            String look = follower.last()
                    .map(last -> "%s, <time>%s</time>"
                            .formatted(
                                    last.alarm() ? strong(last.result()) : escaped(last.result()),
                                    last.at().truncatedTo(ChronoUnit.SECONDS)))
                    .orElse("not looked at yet");
            page.append("<li><code>%s</code>: %s</li>\n".formatted(escaped(follower.address()), look));
        }
        page.append("</ul>\n");
    }

    private static String strong(String text) {
        return "<strong>%s</strong>".formatted(escaped(text));
    }

    private static void append(StringBuilder page, Witness.Seen seen) throws IOException {
        page.append("<h2>%s</h2>\n<ul>\n".formatted(escaped(seen.origin())));
        if (seen.checkpoint().isEmpty()) {
            page.append("<li>Nothing seen yet</li>\n");
        } else {
            var checkpoint = seen.checkpoint().get().checkpoint();
            page.append("<li>Entries: %s</li>\n".formatted(Long.toUnsignedString(checkpoint.size())));
            page.append("<li>Root: <code>%s</code></li>\n".formatted(escaped(checkpoint.root())));
            seen.at().ifPresent(at -> page.append("<li>Signed: <time>%s</time></li>\n".formatted(at)));
            page.append(
                    "<li><a href=\"%s/checkpoint\">The checkpoint</a></li>\n".formatted(Witness.hash(seen.origin())));
        }
        page.append(
                seen.refused() == 0
                        ? "<li>Forks refused: none</li>\n"
                        : "<li><strong>Checkpoints refused because they did not grow from what was seen: %d, kept in the witness’s folder</strong></li>\n"
                                .formatted(seen.refused()));
        if (seen.unproven() > 0) {
            page.append(
                    "<li>Checkpoints of the log that came with a proof that does not hold: %d, kept likewise. Of a fork, or of whoever sends a true one with a wrong proof.</li>\n"
                            .formatted(seen.unproven()));
        }
        page.append("</ul>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
