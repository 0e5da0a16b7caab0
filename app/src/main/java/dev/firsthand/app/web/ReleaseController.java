package dev.firsthand.app.web;

import dev.firsthand.app.view.Refusal;
import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.job.StepStatus;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.ReleaseKind;
import dev.firsthand.engine.release.ReleaseRequest;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.recording.video.GridSpec;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Releases: asked for by an operator, built by a run, published with a row.
@Controller("/api/v1/releases")
final class ReleaseController {
    private final Database database;
    private final Access access;
    private final Releases releases;
    private final RunViews runs;

    ReleaseController(Database database, Access access, Releases releases, RunViews runs) {
        this.database = database;
        this.access = access;
        this.releases = releases;
        this.runs = runs;
    }

    /// `name` is the line of versions that this release continues; `kind` is STANDARD or DEMONSTRATION. Without a grid
    /// the release takes 30 frames a second and a size that fits.
    public record ReleaseForm(
            String name,
            String kind,
            String holder,
            @Nullable GridForm grid) {}

    public record GridForm(int fps, int width, int height) {}

    public record RequestedView(UUID id) {}

    public record LeftOutView(UUID episode, String code, String message) {}

    public record ReleaseView(
            UUID id,
            String name,
            String state,
            @Nullable String version,
            @Nullable UUID copy,
            long sizeBytes,
            @Nullable String stage,
            long done,
            long total,
            List<RunViews.Stage> stages,
            List<LeftOutView> leftOut,
            Refusal.@Nullable Answer refusal) {}

    /// Asks for a release.
    @Post
    RequestedView request(ReleaseForm form, Context context) {
        StaffMember operator = access.operator(context);
        ReleaseRequest request = new ReleaseRequest(
                Forms.text("name", form.name()),
                Forms.choice("kind", ReleaseKind.class, form.kind()),
                new HolderId(Forms.id("holder", form.holder())),
                Optional.ofNullable(form.grid()).map(grid -> new GridSpec(grid.fps(), grid.width(), grid.height())));
        return switch (database.inTransaction(tx -> releases.request(tx, operator.id(), request))) {
            case RequestResult.Accepted(var requested) ->
                new RequestedView(requested.id().value());
            case RequestResult.Refused(var code, var message) -> throw Refusal.conflict(code, message);
        };
    }

    /// How far a release is: WORKING, PUBLISHED or FAILED.
    @Get("/{release}")
    ReleaseView look(UUID release, Context context) {
        access.seeing(context, Role.OPERATOR);
        ReleaseId id = new ReleaseId(release);
        Releases.Requested requested =
                database.inTransaction(tx -> releases.find(tx, id)).orElseThrow(Refusal.missing());
        Optional<Releases.Published> published = database.inTransaction(tx -> releases.published(tx, id));
        RunStatus run = runs.newest(release).orElseThrow(Refusal.missing());
        Optional<StepStatus> current = RunViews.current(run);
        return new ReleaseView(
                release,
                requested.request().line(),
                state(published.isPresent(), run),
                published.map(found -> found.version().toString()).orElse(null),
                published.map(found -> requested.copy().value()).orElse(null),
                published.map(Releases.Published::sizeBytes).orElse(0L),
                current.map(StepStatus::name).orElse(null),
                current.map(StepStatus::progressDone).orElse(0L),
                current.map(StepStatus::progressTotal).orElse(0L),
                RunViews.stages(run),
                leftOut(id),
                run.error()
                        .map(error -> new Refusal.Answer(error.code(), error.message()))
                        .orElse(null));
    }

    private List<LeftOutView> leftOut(ReleaseId id) {
        return database.inTransaction(tx -> releases.leftOut(tx, id)).stream()
                .map(one -> new LeftOutView(one.episode().value(), one.code(), one.message()))
                .toList();
    }

    private static String state(boolean published, RunStatus run) {
        if (published) {
            return "PUBLISHED";
        }
        return run.state() == RunState.FAILED ? "FAILED" : "WORKING";
    }
}
