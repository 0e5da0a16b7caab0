package dev.firsthand.app.me;

import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import gg.jte.generated.precompiled.me.JtehelpGenerated;
import io.javalin.http.Context;
import java.util.Optional;

/// What is nobody's own: how to record with a phone, pictures of instructions, and what a refusal means in the
/// reader's language, for the script that met it.
final class WordPages {
    private final MyRooms rooms;

    WordPages(MyRooms rooms) {
        this.rooms = rooms;
    }

    static void help(Context context) {
        var frame = MyPages.frame(context, "help.title");
        Page.show(context, output -> JtehelpGenerated.render(output, null, frame));
    }

    static void refusal(Context context) {
        String words = Texts.speakConsent(context, "").sayOr("refusal." + context.pathParam("code"), "");
        context.status(words.isEmpty() ? 404 : 200)
                .contentType("text/plain; charset=utf-8")
                .result(words);
    }

    /// The address holds the picture's digest, so a browser keeps it for ever.
    void picture(Context context) {
        Optional<byte[]> jpeg = rooms.offered().pictures().find(context.pathParam("digest"));
        if (jpeg.isEmpty()) {
            context.status(404).result("");
            return;
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType("image/jpeg").result(jpeg.get());
    }
}
