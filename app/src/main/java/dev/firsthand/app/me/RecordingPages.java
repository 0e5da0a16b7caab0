package dev.firsthand.app.me;

import dev.firsthand.app.me.Shown.Seen;
import dev.firsthand.app.page.Live;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.page.SignInCookie;
import dev.firsthand.app.page.Texts;
import dev.firsthand.app.view.FindingView;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.app.view.SessionProgress;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Label;
import dev.firsthand.engine.labelling.Labels.LabelResult;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.store.SecretToken;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import gg.jte.generated.precompiled.me.JterecordingGenerated;
import gg.jte.generated.precompiled.me.JtetaskGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A task to read, a recording to send, and what became of it.
final class RecordingPages {
    private final MyRooms rooms;
    private final Live live;

    RecordingPages(MyRooms rooms, Live live) {
        this.rooms = rooms;
        this.live = live;
    }

    void task(Contributor contributor, Context context) {
        Task task = newest(context);
        var frame = MyPages.frame(context, "task.title", task.text().sentence());
        Page.show(context, output -> JtetaskGenerated.render(output, null, frame, task));
    }

    void start(Contributor contributor, Context context) {
        Task task = newest(context);
        String device = Page.field(context, "device");
        StartResult result = rooms.database()
                .inTransaction(tx -> rooms.capture().start(tx, new Start(contributor.id(), task.version(), device)));
        switch (result) {
            case StartResult.Started(var session) ->
                Page.goTo(context, "/me/recordings/" + session.id().value());
            case StartResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        }
    }

    void show(Contributor contributor, Context context) {
        Session session = own(contributor, context);
        SessionProgress.View view = rooms.progress().of(session);
        Task task = rooms.database()
                .inTransaction(tx -> rooms.tasks().find(tx, session.task()))
                .orElseThrow(Refusal.missing());
        List<Seen> findings = view.findings().stream().map(RecordingPages::seen).toList();
        List<String> outcomes =
                Arrays.stream(Outcome.values()).map(Outcome::name).toList();
        String said = rooms.database()
                .inTransaction(tx -> rooms.progress()
                        .episode(tx, session)
                        .flatMap(episode -> rooms.labels().label(tx, episode)))
                .map(label -> label.outcome().name())
                .orElse("");
        var frame = MyPages.frame(context, "recording.title", task.text().sentence());
        Page.show(
                context,
                output -> JterecordingGenerated.render(
                        output, null, frame, session, view, findings, outcomes, said, live(session, view)));
    }

    /// What the page follows while programs work. The address changes once there is an episode, so that the browser
    /// asks again and from then on hears of that as well.
    private String live(Session session, SessionProgress.View view) {
        if (!view.state().equals("WORKING")) {
            return "";
        }
        String opened = episode(session).isPresent() ? "?opened" : "";
        return "/me/recordings/%s/live%s".formatted(session.id().value(), opened);
    }

    private Optional<EpisodeId> episode(Session session) {
        return rooms.database().inTransaction(tx -> rooms.progress().episode(tx, session));
    }

    /// Tells the open page of a recording what changed, as long as its contributor is signed in.
    void live(Contributor contributor, Context context) throws IOException {
        Session session = own(contributor, context);
        SecretToken token = SignInCookie.CONTRIBUTOR.read(context).orElseThrow(Refusal.missing());
        Set<UUID> about = new HashSet<>();
        about.add(session.id().value());
        episode(session).ifPresent(episode -> about.add(episode.value()));
        live.follow(
                context,
                about,
                () -> rooms.database()
                        .inTransaction(tx -> rooms.contributors().carrying(tx, token))
                        .isPresent());
    }

    void finish(Contributor contributor, Context context) {
        Session session = own(contributor, context);
        FinishResult result =
                rooms.database().inTransaction(tx -> rooms.capture().finish(tx, session.id(), contributor.id()));
        if (result instanceof FinishResult.Refused(var code, var message)) {
            throw Refusal.conflict(code, message);
        }
        Page.goTo(context, "/me/recordings/" + session.id().value());
    }

    void outcome(Contributor contributor, Context context) {
        Session session = own(contributor, context);
        Outcome outcome = outcome(Page.field(context, "outcome"));
        LabelResult result = rooms.database().inTransaction(tx -> {
            Task task = rooms.tasks().find(tx, session.task()).orElseThrow(Refusal.missing());
            return rooms.labels()
                    .state(
                            tx,
                            contributor.id(),
                            rooms.progress()
                                    .episode(tx, session)
                                    .orElseThrow(() -> Refusal.conflict(
                                            "episode-not-ready",
                                            "The recording is still being opened. Say it in a minute.")),
                            new Label(task.text().sentence(), outcome));
        });
        if (result instanceof LabelResult.Refused(var code, var message)) {
            throw Refusal.conflict(code, message);
        }
        Page.goTo(context, "/me/recordings/" + session.id().value());
    }

    private static Outcome outcome(String name) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("outcome-missing", "Say how the task ended: choose one."));
    }

    private Task newest(Context context) {
        TaskId id = new TaskId(Page.id(context, "task"));
        return rooms.database()
                .inTransaction(tx -> rooms.tasks().newest(tx, id))
                .orElseThrow(Refusal.missing());
    }

    private Session own(Contributor contributor, Context context) {
        SessionId id = new SessionId(Page.id(context, "session"));
        return rooms.database()
                .inTransaction(tx -> rooms.capture().find(tx, id, contributor.id()))
                .orElseThrow(Refusal.missing());
    }

    private static Seen seen(FindingView finding) {
        return new Seen(finding.level(), finding.advice(), clock(finding.startNanos()), clock(finding.endNanos()));
    }

    private static String clock(@Nullable Long nanos) {
        return nanos == null ? "" : Texts.clock(nanos);
    }
}
