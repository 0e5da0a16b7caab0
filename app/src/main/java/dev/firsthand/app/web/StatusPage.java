package dev.firsthand.app.web;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import gg.jte.generated.precompiled.page.JtestatusGenerated;
import io.javalin.http.Context;
import java.util.Optional;

/// The page at `/`: that the server is up, and where to go on.
final class StatusPage {
    private final Health health;
    private final String fingerprint;

    /// `fingerprint` is that of a certificate nobody vouches for.
    StatusPage(Health health, Optional<String> fingerprint) {
        this.health = health;
        this.fingerprint = fingerprint.orElse("");
    }

    void show(Context context) {
        String room = health.look().status();
        Texts texts = Texts.of(context);
        var frame = Frame.anybody(texts, texts.say("status.title"));
        Page.show(context, output -> JtestatusGenerated.render(output, null, frame, room, fingerprint));
    }
}
