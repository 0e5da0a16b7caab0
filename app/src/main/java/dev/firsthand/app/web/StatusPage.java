package dev.firsthand.app.web;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import gg.jte.generated.precompiled.page.JtestatusGenerated;
import io.javalin.http.Context;
import java.util.List;

/// The page at `/`: that the server is up, and where to go on.
final class StatusPage {
    private final Health health;

    StatusPage(Health health) {
        this.health = health;
    }

    void show(Context context) {
        String room = health.look().status();
        Texts texts = Texts.of(context);
        var frame = new Frame(texts, texts.say("status.title"), "/", List.of());
        Page.show(context, output -> JtestatusGenerated.render(output, null, frame, room));
    }
}
