package dev.firsthand.app.web;

import dev.firsthand.app.release.ReleaseRooms;
import dev.firsthand.app.release.ReleaseState;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.job.StepStatus;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.release.ReleaseFilter;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.ReleaseMedia;
import dev.firsthand.engine.release.ReleasePreviews;
import dev.firsthand.engine.release.ReleasePreviews.Preview;
import dev.firsthand.engine.release.ReleaseRequest;
import dev.firsthand.engine.release.Releases;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.staff.Role;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.task.TaskId;
import dev.firsthand.recording.video.GridSpec;
import io.avaje.http.api.Controller;
import io.avaje.http.api.Get;
import io.avaje.http.api.Post;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Releases: asked for by an operator, built by a run, published with a row.
@Controller("/api/v1/releases")
final class ReleaseController {
    private final Database database;
    private final Access access;
    private final ReleaseRooms rooms;
    private final Releases releases;
    private final ReleasePreviews previews;
    private final RunViews runs;

    ReleaseController(Access access, ReleaseRooms rooms) {
        this.database = rooms.database();
        this.access = access;
        this.rooms = rooms;
        this.releases = rooms.releases();
        this.previews = rooms.previews();
        this.runs = rooms.runs();
    }

    /// `name` is the line of versions that this release continues; `kind` is STANDARD or DEMONSTRATION;
    /// `media` is PICTURES, also where it is absent, or MOTION: the motion of bodies that nobody filmed.
    /// Without a grid the release takes 30 frames a second and a size that fits, without a filter all that
    /// may be in it.
    public record ReleaseForm(
            String name,
            String kind,
            String holder,
            @Nullable String media,
            @Nullable GridForm grid,
            @Nullable FilterForm filter) {}

    /// What is absent or empty asks for all. `from` and `to` are the first and last day (UTC) on which a session of
    /// recording began; `outcomes` are of SUCCESS, PARTIAL, FAILURE, UNKNOWN; `worstFinding` is NOTE, WARN or FAIL.
    public record FilterForm(
            @Nullable List<String> tasks,
            @Nullable String from,
            @Nullable String to,
            @Nullable List<String> outcomes,
            @Nullable String worstFinding) {}

    /// What a release would hold. `leftOut` counts by reason; `rules` are those of law that were asked where one of
    /// them is the reason, each with how sure it is; `notAskedFor` are outside the filter.
    public record PreviewView(
            long episodes,
            double minutes,
            long contributors,
            Map<String, Long> leftOut,
            Map<String, String> rules,
            long notAskedFor) {}

    /// Motion alone has no size.
    public record GridForm(
            int fps, @Nullable Integer width, @Nullable Integer height) {}

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
            List<LeftOutView> withoutMotion,
            Refusal.@Nullable Answer refusal) {}

    /// Asks for a release.
    @Post
    RequestedView request(ReleaseForm form, Context context) {
        StaffMember operator = access.operator(context);
        return new RequestedView(rooms.ask(operator, request(form)).id().value());
    }

    /// Counts what this release would hold if it were asked for now; makes nothing.
    @Post("/preview")
    PreviewView preview(ReleaseForm form, Context context) {
        access.operator(context);
        Preview preview = previews.look(request(form))
                .orElseThrow(() -> Refusal.conflict(
                        "holder-missing", "No holder is registered under this name. Register the holder first."));
        return new PreviewView(
                preview.episodes(),
                preview.accepted().toMillis() / 60_000.0,
                preview.contributors(),
                preview.leftOut(),
                rules(preview),
                preview.aside());
    }

    private static Map<String, String> rules(Preview preview) {
        Map<String, String> rules = new TreeMap<>();
        preview.rules().forEach((rule, certainty) -> rules.put(rule.value(), certainty.name()));
        return rules;
    }

    private static ReleaseRequest request(ReleaseForm form) {
        return new ReleaseRequest(
                Forms.text("name", form.name()),
                Forms.choice("kind", ReleaseKind.class, form.kind()),
                new HolderId(Forms.id("holder", form.holder())),
                media(form),
                Optional.ofNullable(form.filter())
                        .map(ReleaseController::filter)
                        .orElse(ReleaseFilter.ALL));
    }

    private static ReleaseMedia media(ReleaseForm form) {
        ReleaseMedia.Kind media = form.media() == null
                ? ReleaseMedia.Kind.PICTURES
                : Forms.choice("media", ReleaseMedia.Kind.class, form.media());
        Optional<GridForm> grid = Optional.ofNullable(form.grid());
        return switch (media) {
            case PICTURES -> new ReleaseMedia.Pictures(grid.map(ReleaseController::pictures));
            case MOTION -> grid.map(ReleaseController::motion).orElse(ReleaseMedia.Motion.USUAL);
        };
    }

    private static GridSpec pictures(GridForm grid) {
        return new GridSpec(
                grid.fps(), Forms.present("grid.width", grid.width()), Forms.present("grid.height", grid.height()));
    }

    private static ReleaseMedia.Motion motion(GridForm grid) {
        if (grid.width() != null || grid.height() != null) {
            throw Refusal.badRequest(
                    "field-malformed", "Motion has no 'width' and no 'height': leave them out of 'grid'.");
        }
        return new ReleaseMedia.Motion(new CopyMedia.Motion(grid.fps()));
    }

    private static ReleaseFilter filter(FilterForm form) {
        return new ReleaseFilter(
                listed(form.tasks())
                        .map(task -> new TaskId(Forms.id("tasks", task)))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(form.from()).map(day -> day("from", day)),
                Optional.ofNullable(form.to()).map(day -> day("to", day)),
                listed(form.outcomes())
                        .map(outcome -> Forms.choice("outcomes", Outcome.class, outcome))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(form.worstFinding())
                        .map(level -> Forms.choice("worstFinding", Level.class, level)));
    }

    private static Stream<String> listed(@Nullable List<String> values) {
        return Stream.ofNullable(values).flatMap(List::stream);
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw Refusal.badRequest(
                    "field-malformed", "The field '%s' is a day, written like 2026-11-21.".formatted(field));
        }
    }

    /// How far a release is: WORKING, PUBLISHED, FAILED or NOTHING_LEFT. What is `withoutMotion` is in it, but for the
    /// motion of the body.
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
                ReleaseState.of(new Listed(requested, published), runs).name(),
                published.map(found -> found.version().toString()).orElse(null),
                published.map(found -> requested.copy().value()).orElse(null),
                published.map(Releases.Published::sizeBytes).orElse(0L),
                current.map(StepStatus::name).orElse(null),
                current.map(StepStatus::progressDone).orElse(0L),
                current.map(StepStatus::progressTotal).orElse(0L),
                RunViews.stages(run),
                views(database.inTransaction(tx -> releases.leftOut(tx, id))),
                views(database.inTransaction(tx -> releases.withoutMotion(tx, id))),
                run.error()
                        .map(error -> new Refusal.Answer(error.code(), error.message()))
                        .orElse(null));
    }

    private static List<LeftOutView> views(List<Releases.LeftOut> episodes) {
        return episodes.stream()
                .map(one -> new LeftOutView(one.episode().value(), one.code(), one.message()))
                .toList();
    }
}
