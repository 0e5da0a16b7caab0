package dev.firsthand.app.web;

import dev.firsthand.app.view.Outcomes;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.app.view.SessionProgress;
import dev.firsthand.engine.capture.AttachResult;
import dev.firsthand.engine.capture.Attachment;
import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.capture.FinishResult;
import dev.firsthand.engine.capture.Place;
import dev.firsthand.engine.capture.Session;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.Start;
import dev.firsthand.engine.capture.StartResult;
import dev.firsthand.engine.capture.Step;
import dev.firsthand.engine.capture.StepResult;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.contributor.Contributor;
import dev.firsthand.engine.household.ResidentId;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.rules.Beginning.Kind;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.Task;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.engine.upload.UploadId;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A contributor's own sessions: start, add uploads and times, finish, see what became of it, say how it ended.
@Controller("/api/v1/me/sessions")
final class SessionController {
    private final Database database;
    private final Access access;
    private final Tasks tasks;
    private final Capture capture;
    private final Outcomes outcomes;
    private final SessionProgress progress;

    SessionController(
            Database database,
            Access access,
            Tasks tasks,
            Capture capture,
            Outcomes outcomes,
            SessionProgress progress) {
        this.database = database;
        this.access = access;
        this.tasks = tasks;
        this.capture = capture;
        this.outcomes = outcomes;
        this.progress = progress;
    }

    /// `deviceClass` names a kind of device, never one device. `place` is HOME where nothing is said, else
    /// ELSEWHERE with the code of the place's owner in `placeRecord`. `absent` are the `id`s of those of the
    /// household who will be away.
    public record NewSession(
            String task,
            String deviceClass,
            @Nullable String place,
            @Nullable String placeRecord,
            @Nullable List<String> absent) {
        Place where() {
            return place == null
                    ? Place.HOME
                    : new Place(Forms.choice("place", Kind.class, place), placeRecord == null ? "" : placeRecord);
        }
    }

    public record SessionView(UUID id) {}

    /// `upload` is the last part of the upload's address; `declaration` says what a sensor CSV holds, in one line.
    public record UploadForm(
            String upload, String role, @Nullable String declaration) {}

    public record StepForm(String kind, Instant beganAt, Instant endedAt, long bytes) {}

    public record LabelForm(String outcome) {}

    /// Starts to record a task, in its newest version.
    @Post
    SessionView start(NewSession form, Context context) {
        Contributor contributor = access.contributor(context);
        TaskId id = new TaskId(Forms.id("task", form.task()));
        String device = Forms.text("deviceClass", form.deviceClass());
        Place where = form.where();
        Set<ResidentId> absent = Objects.requireNonNullElse(form.absent(), List.<String>of()).stream()
                .map(resident -> new ResidentId(Forms.id("absent", resident)))
                .collect(Collectors.toSet());
        StartResult result = database.inTransaction(tx -> {
            Task task = tasks.newest(tx, id)
                    .filter(found -> contributor.isOffered(id.value()))
                    .orElseThrow(Refusal.missing());
            return capture.start(tx, new Start(contributor.id(), task.version(), device, where, absent));
        });
        return switch (result) {
            case StartResult.Started(var session) ->
                new SessionView(session.id().value());
            case StartResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        };
    }

    /// Takes a finished upload into the session.
    @Post("/{session}/uploads")
    SessionView attach(UUID session, UploadForm form, Context context) {
        Contributor contributor = access.contributor(context);
        Attachment attachment = new Attachment(
                UploadId.parse(Forms.text("upload", form.upload())).orElseThrow(Refusal.missing()),
                Forms.choice("role", UploadRole.class, form.role()),
                Optional.ofNullable(form.declaration()));
        return switch (database.inTransaction(
                tx -> capture.attach(tx, new SessionId(session), contributor.id(), attachment))) {
            case AttachResult.Attached(var attached) ->
                new SessionView(attached.id().value());
            case AttachResult.Refused(var code, var message) -> throw refusal(code, message);
        };
    }

    /// Records a stretch of the contributor's time.
    @Post("/{session}/steps")
    void step(UUID session, StepForm form, Context context) {
        Contributor contributor = access.contributor(context);
        Step step = new Step(
                Forms.choice("kind", Step.Kind.class, form.kind()),
                Forms.present("beganAt", form.beganAt()),
                Forms.present("endedAt", form.endedAt()),
                form.bytes());
        StepResult result =
                database.inTransaction(tx -> capture.recordStep(tx, new SessionId(session), contributor.id(), step));
        if (result instanceof StepResult.Refused(var code, var message)) {
            throw refusal(code, message);
        }
    }

    /// Says that the session is whole; its intake starts.
    @Post("/{session}/finish")
    SessionView finish(UUID session, Context context) {
        Contributor contributor = access.contributor(context);
        return switch (database.inTransaction(tx -> capture.finish(tx, new SessionId(session), contributor.id()))) {
            case FinishResult.Finished(var finished) ->
                new SessionView(finished.id().value());
            case FinishResult.Refused(var code, var message) -> throw refusal(code, message);
        };
    }

    /// What became of the session.
    @Get("/{session}")
    SessionProgress.View progress(UUID session, Context context) {
        return progress.of(own(session, context));
    }

    /// Says how the task ended. The newest statement stands.
    @Post("/{session}/label")
    void label(UUID session, LabelForm form, Context context) {
        Session own = own(session, context);
        outcomes.state(own, Forms.choice("outcome", Outcome.class, form.outcome()));
    }

    private static Refusal refusal(String code, String message) {
        return code.equals("session-unknown") ? Refusal.missing().get() : Refusal.conflict(code, message);
    }

    private Session own(UUID session, Context context) {
        Contributor contributor = access.contributor(context);
        return database.inTransaction(tx -> capture.find(tx, new SessionId(session), contributor.id()))
                .orElseThrow(Refusal.missing());
    }
}
