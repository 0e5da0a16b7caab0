package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Next;
import dev.firsthand.app.me.Shown.Sent;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.SessionLine;
import dev.firsthand.engine.capture.SessionList;
import dev.firsthand.engine.capture.SessionPage;
import dev.firsthand.engine.capture.SessionStage;
import dev.firsthand.engine.consent.Grant;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskVersion;
import gg.jte.generated.precompiled.me.JtehistoryGenerated;
import gg.jte.generated.precompiled.me.JtehomeGenerated;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The page that a contributor comes back to: what to do next, and what was sent.
final class HomePages {
    private static final int NEWEST = 5;

    private final MyRooms rooms;

    HomePages(MyRooms rooms) {
        this.rooms = rooms;
    }

    void show(Contributor contributor, Context context) {
        Texts texts = Texts.speakConsent(context, contributor.language().reveal());
        Next next = rooms.database().inTransaction(tx -> next(tx, contributor));
        List<Task> tasks = next == Next.ANSWER ? List.of() : offered(contributor);
        List<Session> sessions = rooms.database()
                .inTransaction(tx -> rooms.capture().sessions(tx, contributor.id()))
                .sessions();
        List<Sent> newest = sent(sessions.subList(0, Math.min(NEWEST, sessions.size())), texts);
        boolean more = sessions.size() > NEWEST;
        List<UUID> withdrawals =
                rooms.database().inTransaction(tx -> rooms.use().withdrawals().of(tx, contributor.id())).stream()
                        .map(withdrawal -> withdrawal.id().value())
                        .toList();
        var frame = MyPages.frame(context, "home.title");
        Page.show(
                context,
                output -> JtehomeGenerated.render(output, null, frame, next, tasks, newest, more, withdrawals));
    }

    /// A yes that a later notice outgrew, or that ran out, is asked for anew. Who said no to recording is asked
    /// nothing.
    private Next next(Tx tx, Contributor contributor) {
        List<Grant> standing = rooms.consent().standing(tx, contributor.id());
        if (standing.isEmpty()) {
            return Next.ANSWER;
        }
        Instant now = rooms.capture().now();
        List<Grant.State> states =
                standing.stream().map(grant -> grant.stateAt(now)).toList();
        if (states.contains(Grant.State.OUTDATED) || states.contains(Grant.State.EXPIRED)) {
            return Next.ANSWER_AGAIN;
        }
        boolean records = standing.stream()
                .anyMatch(grant ->
                        grant.purpose() == Purpose.CAPTURE_FOR_PAY && grant.stateAt(now) == Grant.State.STANDING);
        if (records && rooms.consent().quiz().passed(tx, contributor.id()).isEmpty()) {
            return Next.QUIZ;
        }
        if (records && AgePages.unstated(tx, rooms, contributor).isPresent()) {
            return Next.AGE;
        }
        return records && rooms.households().find(tx, contributor.id()).isEmpty() ? Next.HOUSEHOLD : Next.RECORD;
    }

    void history(Contributor contributor, Context context) {
        Optional<SessionId> after = Page.mark(context, "after").map(SessionId::new);
        SessionPage page = rooms.database()
                .inTransaction(tx -> after.map(mark -> rooms.capture().sessions(tx, contributor.id(), mark))
                        .orElseGet(() -> rooms.capture().sessions(tx, contributor.id())));
        List<Sent> sent = sent(page.sessions(), Texts.of(context));
        var frame = MyPages.frame(context, "history.title");
        Page.show(context, output -> JtehistoryGenerated.render(output, null, frame, sent, page.after()));
    }

    private List<Task> offered(Contributor contributor) {
        return rooms.database().inTransaction(rooms.tasks()::open).tasks().stream()
                .filter(task -> contributor.isOffered(task.id().value()))
                .toList();
    }

    /// In five queries, however many were sent.
    private List<Sent> sent(List<Session> sessions, Texts texts) {
        Map<TaskVersion, Task> tasks = rooms.database()
                .inTransaction(tx -> rooms.tasks()
                        .find(tx, sessions.stream().map(Session::task).collect(Collectors.toSet())));
        Map<SessionId, String> states = rooms.progress().states(sessions);
        Set<SessionId> decided = decided(sessions);
        return sessions.stream()
                .map(session -> new Sent(
                        session.id().value(),
                        Optional.ofNullable(tasks.get(session.task()))
                                .map(task -> task.text().sentence())
                                .orElse(""),
                        texts.date(session.startedAt()),
                        texts.say("state." + state(String.valueOf(states.get(session.id())), decided, session))))
                .toList();
    }

    private static String state(String progress, Set<SessionId> decided, Session session) {
        return progress.equals("READY") && decided.contains(session.id()) ? "DECIDED" : progress;
    }

    private Set<SessionId> decided(List<Session> sessions) {
        List<SessionId> ids = sessions.stream().map(Session::id).toList();
        return rooms.database().inTransaction(tx -> SessionList.find(tx, ids)).stream()
                .filter(line -> line.stage() == SessionStage.REVIEWED)
                .map(SessionLine::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
