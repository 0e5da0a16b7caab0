package dev.firsthand.app.me;

import dev.firsthand.app.page.Frame;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.contributor.Contributor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;

/// The addresses of a contributor's pages, and what is the same on all of them: who asks, and how a refusal looks.
public final class MyPages {
    private final MyRooms rooms;
    private final Live live;

    public MyPages(MyRooms rooms, Live live) {
        this.rooms = rooms;
        this.live = live;
    }

    public void addTo(RoutesConfig routes) {
        var join = new JoinPages(rooms);
        routes.get("/join/{link}", Page.told(join::show));
        routes.post("/join/{link}", Page.told(join::join));
        routes.get("/back/{token}", Page.told(join::offerReturn));
        routes.post("/back/{token}", Page.told(join::comeBack));
        var mail = new MailPages(rooms);
        routes.get("/back", Page.told(mail::showLost));
        routes.post("/back", Page.told(mail::sendLink));
        routes.get("/me/mail", own(mail::show));
        routes.post("/me/mail", own(mail::keep));
        var home = new HomePages(rooms);
        routes.get("/me", own(home::show));
        routes.post("/me/leave", Page.told(HomePages::leave));
        routes.get("/me/link", own(home::showLink));
        routes.post("/me/link", own(home::renewLink));
        var consent = new ConsentPages(rooms);
        routes.get("/me/consent", own(consent::show));
        routes.post("/me/consent", own(consent::answer));
        var recordings = new RecordingPages(rooms, live);
        routes.get("/me/tasks/{task}", own(recordings::task));
        routes.post("/me/tasks/{task}", own(recordings::start));
        routes.get("/me/recordings/{session}", own(recordings::show));
        routes.get("/me/recordings/{session}/live", own(recordings::live));
        routes.post("/me/recordings/{session}/finish", own(recordings::finish));
        routes.post("/me/recordings/{session}/outcome", own(recordings::outcome));
    }

    /// A page that belongs to the contributor who asks.
    @FunctionalInterface
    interface OwnPage {
        void show(Contributor contributor, Context context) throws IOException;
    }

    private Handler own(OwnPage page) {
        return Page.told(context -> {
            Optional<Contributor> contributor = SignInCookie.CONTRIBUTOR
                    .read(context)
                    .flatMap(token -> rooms.database()
                            .inTransaction(tx -> rooms.contributors().carrying(tx, token)));
            if (contributor.isEmpty()) {
                Page.problem(context, 401, Texts.of(context).say("problem.not-known"));
                return;
            }
            page.show(contributor.get(), context);
        });
    }

    static Frame frame(Context context, String titleKey, Object... values) {
        Texts texts = Texts.of(context);
        return Frame.contributor(texts, texts.say(titleKey, values));
    }
}
