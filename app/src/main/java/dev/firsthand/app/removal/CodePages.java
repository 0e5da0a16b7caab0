package dev.firsthand.app.removal;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.QrPicture;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.privacy.Visible;
import dev.firsthand.engine.store.SecretToken;
import gg.jte.generated.precompiled.removal.JtecodeGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/// What a contributor does for those who are recorded without being asked: hangs a code up in the home, and says
/// when a child or somebody else came into a recording.
final class CodePages {
    private static final List<Visible> WHO = List.of(Visible.CHILD, Visible.PERSON);

    private final RemovalDesk rooms;

    CodePages(RemovalDesk rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        SecretToken code =
                rooms.database().inTransaction(tx -> rooms.removals().homes().code(tx, contributor.id()));
        Texts texts = speak(contributor, context);
        String path = door(code, texts);
        QrPicture qr = QrPicture.of(Links.to(context, path));
        Frame frame = Frame.contributor(texts, texts.say("doorcode.title"));
        Page.show(context, output -> JtecodeGenerated.render(output, null, frame, qr, path));
    }

    void renew(Contributor contributor, Context context) {
        rooms.database().inTransaction(tx -> rooms.removals().homes().renew(tx, contributor.id()));
        Page.goTo(context, address("/me/home", speak(contributor, context)));
    }

    void declare(Contributor contributor, Context context) {
        Texts texts = speak(contributor, context);
        SessionId session = new SessionId(Page.id(context, "session"));
        Visible who = WHO.stream()
                .filter(one -> one.name().equals(Page.field(context, "who")))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("declared-nobody", "Choose who is in it."));
        boolean theirs =
                rooms.database().inTransaction(tx -> rooms.removals().declare(tx, contributor.id(), session, who));
        if (!theirs) {
            throw Refusal.missing().get();
        }
        Page.goTo(context, address("/me/recordings/" + session.value(), texts));
    }

    /// Whoever reads the poster is spoken to in its language; one in English leaves that to their phone.
    private static String door(SecretToken code, Texts texts) {
        String path = "/door/" + code.reveal();
        return texts.locale().equals(Locale.ENGLISH) ? path : address(path, texts);
    }

    private static Texts speak(Contributor contributor, Context context) {
        return Texts.speakConsent(context, contributor.language().reveal());
    }

    private static String address(String path, Texts texts) {
        return path + "?lang=" + texts.language();
    }
}
