package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Sent;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskVersion;
import gg.jte.generated.precompiled.me.JtehomeGenerated;
import gg.jte.generated.precompiled.me.JtelinkGenerated;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The page that a contributor comes back to: what to do next, what was sent, and the way back in.
final class HomePages {
    private final MyRooms rooms;

    HomePages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        Texts texts = Texts.of(context);
        List<Task> tasks = rooms.database().inTransaction(rooms.tasks()::open).tasks();
        List<Session> sessions = rooms.database()
                .inTransaction(tx -> rooms.capture().sessions(tx, contributor.id()))
                .sessions();
        List<Sent> sent = sent(sessions, texts);
        boolean asked = !standing(contributor).isEmpty();
        var frame = MyPages.frame(context, "home.title");
        Page.show(context, output -> JtehomeGenerated.render(output, null, frame, asked, tasks, sent));
    }

    static void leave(Context context) {
        SignInCookie.CONTRIBUTOR.take(context);
        Page.problem(context, 200, Texts.of(context).say("home.left"));
    }

    void showLink(Contributor contributor, Context context) {
        var frame = MyPages.frame(context, "link.title");
        Page.show(context, output -> JtelinkGenerated.render(output, null, frame, ""));
    }

    /// Makes a link for the next phone. With `others`, everything that was signed in before ends, this browser
    /// excepted.
    void renewLink(Contributor contributor, Context context) {
        boolean endOthers = context.formParam("others") != null;
        SecretToken link = rooms.database().inTransaction(tx -> {
            if (endOthers) {
                rooms.contributors().tokens().revokeAll(tx, contributor.id());
                SignInCookie.CONTRIBUTOR.give(
                        context, rooms.contributors().tokens().issue(tx, contributor.id()));
            }
            return rooms.contributors().tokens().issue(tx, contributor.id());
        });
        var frame = MyPages.frame(context, "link.title");
        String address = Links.to(context, "/back/" + link.reveal());
        Page.show(context, output -> JtelinkGenerated.render(output, null, frame, address));
    }

    private List<Grant> standing(Contributor contributor) {
        return rooms.database().inTransaction(tx -> rooms.consent().standing(tx, contributor.id()));
    }

    /// In four queries, however many were sent.
    private List<Sent> sent(List<Session> sessions, Texts texts) {
        Map<TaskVersion, Task> tasks = rooms.database()
                .inTransaction(tx -> rooms.tasks()
                        .find(tx, sessions.stream().map(Session::task).collect(Collectors.toSet())));
        Map<SessionId, String> states = rooms.progress().states(sessions);
        return sessions.stream()
                .map(session -> new Sent(
                        session.id().value(),
                        Optional.ofNullable(tasks.get(session.task()))
                                .map(task -> task.text().sentence())
                                .orElse(""),
                        texts.date(session.startedAt()),
                        texts.say("state." + states.get(session.id()))))
                .toList();
    }
}
