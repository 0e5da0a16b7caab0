package dev.firsthand.app.release;

import dev.firsthand.app.page.DeskGuard;
import dev.firsthand.app.page.Download;
import dev.firsthand.app.page.Links;
import dev.firsthand.app.page.Page;
import dev.firsthand.app.view.Refusal;
import dev.firsthand.app.view.RunViews;
import dev.firsthand.engine.copy.CopyFiles;
import dev.firsthand.engine.copy.Downloads.Fetched;
import dev.firsthand.engine.copy.ManifestHead;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.job.RunStatus;
import dev.firsthand.engine.job.StepError;
import dev.firsthand.engine.release.ReleaseId;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Listed;
import dev.firsthand.engine.rules.Certainty;
import dev.firsthand.engine.rules.RuleId;
import dev.firsthand.engine.staff.StaffMember;
import gg.jte.generated.precompiled.release.JtecardGenerated;
import gg.jte.generated.precompiled.release.JteoneGenerated;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/// One release at the desk: how far it is, what was left out, what its manifest and data card say, who holds it.
public final class OneReleasePages {
    private static final int LEFT_OUT_PAGE = 50;

    private final ReleaseRooms rooms;
    private final CopyDoor copies;

    OneReleasePages(ReleaseRooms rooms) {
        this.rooms = rooms;
        this.copies = new CopyDoor(rooms);
    }

    /// What the page shows of a release, published or not. `next` is the mark of the next page of what was left
    /// out; `withoutMotion` counts by reason.
    public record Shown(
            Listed release,
            ReleaseState state,
            String holder,
            List<RunViews.Stage> stages,
            Optional<StepError> error,
            Optional<Gone> superseded,
            boolean absent,
            LeftOutPage leftOut,
            SortedMap<String, Long> withoutMotion) {
        boolean isThere() {
            return release.published().isPresent() && superseded.isEmpty() && !absent;
        }
    }

    /// Nobody can fetch it any more; `name` and `id` are those of what took its place, empty where nothing was
    /// left.
    public record Gone(String name, String id) {}

    /// Counts by reason, and one page of the episodes themselves.
    public record LeftOutPage(SortedMap<String, Long> counts, List<LeftOut> page, String next) {}

    /// What is there once it is published.
    public record Handed(
            Map<String, String> manifest,
            SortedMap<RuleId, Certainty> rules,
            FilesPage files,
            Optional<Fetched> fetched,
            String address) {}

    void show(StaffMember member, Context context) throws IOException {
        Listed release = release(context);
        Shown shown = shown(release, context);
        Optional<Handed> handed = shown.isThere() ? Optional.of(handed(release, context)) : Optional.empty();
        var frame = DeskGuard.frame(context, "release.title", title(release));
        Page.show(context, output -> JteoneGenerated.render(output, null, frame, shown, handed));
    }

    void card(StaffMember member, Context context) throws IOException {
        Listed release = published(context);
        Card card = Card.of(Files.readString(folder(release).resolve("README.md")));
        var frame = DeskGuard.frame(context, "release.card", title(release));
        String back = "/desk/releases/" + release.requested().id().value();
        Page.show(context, output -> JtecardGenerated.render(output, null, frame, card, back));
    }

    void manifest(StaffMember member, Context context) throws IOException {
        Listed release = published(context);
        CopyFiles files = copies.files(release);
        context.header("Content-Disposition", "attachment; filename=\"%s-manifest.json\"".formatted(files.name()));
        var manifest = files.find("manifest.json").orElseThrow(Refusal.missing());
        try (var bytes = files.open(manifest)) {
            Download.ofDigest(bytes, "application/json", manifest.sha256(), () -> {})
                    .send(context);
        }
    }

    private Listed release(Context context) {
        ReleaseId id = new ReleaseId(Page.id(context, "release"));
        return rooms.database()
                .inTransaction(tx -> rooms.releases()
                        .find(tx, id)
                        .map(found -> new Listed(found, rooms.releases().published(tx, id))))
                .orElseThrow(Refusal.missing());
    }

    private Listed published(Context context) {
        Listed release = release(context);
        if (release.published().isEmpty()
                || superseded(release).isPresent()
                || !copies.isHere(release.requested().copy())) {
            throw Refusal.missing().get();
        }
        return release;
    }

    private Path folder(Listed release) {
        return rooms.copies().folders().published(release.requested().copy());
    }

    private static String title(Listed release) {
        return release.published()
                .map(found -> CopyDoor.name(release))
                .orElse(release.requested().request().line());
    }

    private Shown shown(Listed release, Context context) {
        Optional<RunStatus> run = rooms.runs().newest(release.requested().id().value());
        String holder = rooms.database()
                .inTransaction(tx ->
                        rooms.holders().find(tx, release.requested().request().holder()))
                .map(found -> found.form().legalName())
                .orElse("");
        return new Shown(
                release,
                ReleaseState.of(release, rooms.runs()),
                holder,
                run.map(RunViews::stages).orElse(List.of()),
                release.published().isPresent() ? Optional.empty() : run.flatMap(RunStatus::error),
                superseded(release),
                release.published().isPresent()
                        && !copies.isHere(release.requested().copy()),
                leftOut(release.requested().id(), context),
                rooms.database()
                        .inTransaction(tx -> rooms.releases()
                                .withoutMotionByCode(tx, release.requested().id())));
    }

    private Optional<Gone> superseded(Listed release) {
        return rooms.database()
                .inTransaction(tx -> rooms.releases()
                        .supersessions()
                        .superseded(tx, release.requested().id())
                        .map(gone -> Recalling.successor(tx, rooms.releases(), release.requested())
                                .map(fresh -> new Gone(
                                        CopyDoor.name(fresh),
                                        fresh.requested().id().value().toString()))
                                .orElse(new Gone("", ""))));
    }

    private LeftOutPage leftOut(ReleaseId id, Context context) {
        EpisodeId after = Optional.ofNullable(context.queryParam("after"))
                .filter(mark -> mark.matches("[0-9a-f-]{36}"))
                .map(mark -> new EpisodeId(UUID.fromString(mark)))
                .orElse(EpisodeId.BEFORE_ALL);
        return rooms.database().inTransaction(tx -> {
            List<LeftOut> page = rooms.releases().leftOut(tx, id, after, LEFT_OUT_PAGE);
            String next = page.size() < LEFT_OUT_PAGE
                    ? ""
                    : page.getLast().episode().value().toString();
            return new LeftOutPage(rooms.releases().leftOutByCode(tx, id), page, next);
        });
    }

    private Handed handed(Listed release, Context context) throws IOException {
        var copy = release.requested().copy();
        Map<String, String> manifest = new LinkedHashMap<>(ManifestHead.read(folder(release)));
        Optional<Fetched> fetched = Optional.ofNullable(rooms.database()
                .inTransaction(tx -> rooms.copies().downloads().of(tx, List.of(copy)))
                .get(copy));
        return new Handed(
                manifest,
                rooms.database()
                        .inTransaction(tx ->
                                rooms.rules().kept(tx, release.requested().id().value())),
                FilesPage.of(copies.files(release), context),
                fetched,
                Links.to(context, "/holder/copies/" + copy.value()));
    }
}
