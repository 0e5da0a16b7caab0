package dev.firsthand.engine.release;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.release.CopyAssembly.CopyInvalidException;
import dev.firsthand.engine.release.CopyAssembly.CopyOrder;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The run that builds a copy. `render` makes the sealed core of each episode; `publish` makes the holder's folder
/// and has [Publication] write the row that makes it a release; `prove` adds what shows that to a stranger. No
/// transaction stays open while something is rendered.
public final class ReleaseRun {
    public static final String KIND = "release";

    private static final int SPANS_LISTED_MAX = 5;

    private final Database database;
    private final Rooms rooms;
    private final Releases releases;
    private final EpisodeRendering rendering;
    private final CopyAssembly assembly;
    private final Publication publication;
    private final ReleaseProof proof;

    private ReleaseRun(
            Database database, Rooms rooms, Releases releases, EpisodeRendering rendering, Finishing finishing) {
        this.database = database;
        this.rooms = rooms;
        this.releases = releases;
        this.rendering = rendering;
        this.assembly = finishing.assembly();
        this.publication = finishing.publication();
        this.proof = finishing.proof();
    }

    private record Finishing(CopyAssembly assembly, Publication publication, ReleaseProof proof) {}

    public static ReleaseRun of(
            Database database, Rooms rooms, Releases releases, Stores stores, RenderingTools tools) {
        return new ReleaseRun(
                database,
                rooms,
                releases,
                new EpisodeRendering(database, stores, tools),
                new Finishing(
                        new CopyAssembly(database, releases, stores, tools, rooms),
                        new Publication(database, rooms, releases, stores.folders(), tools.clock()),
                        new ReleaseProof(database, releases, stores.folders(), rooms.evidence())));
    }

    /// Where a release finds sealed files and puts its own.
    public record Stores(EpisodeFiles files, Custody custody, StepResults results, ReleaseFolders folders) {}

    /// The rooms that a release asks.
    public record Rooms(
            Tasks tasks,
            Capture capture,
            Episodes episodes,
            Quality quality,
            Privacy privacy,
            Reviews reviews,
            Labels labels,
            Consent consent,
            Holders holders,
            RuleBook rules,
            Provenance provenance,
            Evidence evidence) {}

    public RunKind run() {
        return new RunKind(
                KIND,
                List.of(
                        new StepDefinition("render", EpisodeRendering.VERSION, this::render),
                        new StepDefinition("publish", CopyAssembly.VERSION, this::publish),
                        new StepDefinition("prove", ReleaseProof.VERSION, this::prove)));
    }

    private StepOutcome prove(StepContext step) throws IOException {
        step.moved(proof.write(requested(step)));
        return new StepOutcome.Finished(tx -> "{\"proven\":true}");
    }

    private StepOutcome render(StepContext step) throws IOException, InterruptedException {
        Requested requested = requested(step);
        Eligible eligible = eligible(requested, holder(requested));
        if (eligible.episodes().isEmpty()) {
            return empty(eligible.leftOut());
        }
        try {
            Parts made = parts(requested, eligible, grid(requested, eligible), step);
            return new StepOutcome.Finished(
                    tx -> "{\"parts\":%d}".formatted(made.parts().size()));
        } catch (ConsentEndedException ended) {
            return new StepOutcome.Failed(ended.code(), ended.message());
        } catch (MediaException unfit) {
            return new StepOutcome.Failed(unfit.code(), unfit.getMessage());
        }
    }

    private StepOutcome publish(StepContext step) throws IOException, InterruptedException {
        Requested requested = requested(step);
        if (published(requested)) {
            return finished(); // an earlier attempt wrote the row and ended before it could say so
        }
        Holder holder = holder(requested);
        Eligible eligible = eligible(requested, holder);
        GridSpec grid = grid(requested, eligible);
        try {
            Parts made = parts(requested, eligible, grid, step);
            if (made.parts().isEmpty()) {
                return empty(made.leftOut());
            }
            Assembled assembled = assembly.assemble(order(requested, holder, grid), made.parts(), step);
            step.moved(assembled.sizeBytes());
            return publish(requested, holder, assembled);
        } catch (ConsentEndedException ended) {
            return new StepOutcome.Failed(ended.code(), ended.message());
        } catch (MediaException unfit) {
            return new StepOutcome.Failed(unfit.code(), unfit.getMessage());
        } catch (CopyInvalidException invalid) {
            return new StepOutcome.Failed("release-invalid", String.valueOf(invalid.getMessage()));
        }
    }

    /// Whatever comes of it, nothing stays where the copy was built.
    private StepOutcome publish(Requested requested, Holder holder, Assembled assembled) throws IOException {
        try {
            return publication
                    .publish(requested, holder, assembled)
                    .<StepOutcome>map(refusal -> new StepOutcome.Failed(refusal.code(), refusal.message()))
                    .orElseGet(ReleaseRun::finished);
        } finally {
            assembly.discard(assembled);
        }
    }

    /// The tasks that were asked for are named in a copy by their sentences: their names are the house's own.
    private CopyOrder order(Requested requested, Holder holder, GridSpec grid) {
        return new CopyOrder(
                requested,
                holder,
                grid,
                database.inTransaction(tx -> asked(tx, requested.request().filter())));
    }

    private Asked asked(Tx tx, ReleaseFilter filter) {
        List<String> tasks = filter.tasks().stream()
                .map(task -> rooms.tasks().newest(tx, task))
                .flatMap(Optional::stream)
                .map(task -> task.text().sentence())
                .sorted()
                .toList();
        return new Asked(
                tasks,
                filter.from().isPresent() || filter.to().isPresent(),
                filter.outcomes().stream()
                        .map(outcome -> outcome.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .toList(),
                filter.worst().map(level -> level.name().toLowerCase(Locale.ROOT)));
    }

    private boolean published(Requested requested) {
        return database.inTransaction(tx -> releases.published(tx, requested.id()))
                .isPresent();
    }

    private static StepOutcome finished() {
        return new StepOutcome.Finished(tx -> "{\"published\":true}");
    }

    private static StepOutcome empty(List<LeftOut> leftOut) {
        return new StepOutcome.Failed(
                "release-empty",
                "No episode that was asked for can be in this release; %d were left out. Each is listed with its reason."
                        .formatted(leftOut.size()));
    }

    /// What a copy is made of, and what is left out of it.
    private record Parts(List<Part> parts, List<LeftOut> leftOut) {}

    private Parts parts(Requested requested, Eligible eligible, GridSpec grid, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        List<Part> parts = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>(eligible.leftOut());
        int done = 0;
        for (Labelled labelled : eligible.episodes()) {
            List<TimeSpan> dark = new ArrayList<>();
            boolean withMotion = eligible.withMotion().contains(id(labelled));
            for (TimeSpan span : labelled.reviewed().acceptedSpans()) {
                render(labelled, span, grid, step)
                        .ifPresentOrElse(
                                rendered -> parts.add(new Part(labelled, span, rendered, withMotion)),
                                () -> dark.add(span));
            }
            if (!dark.isEmpty()) {
                leftOut.add(withoutPicture(labelled, dark));
            }
            step.progress(++done, eligible.episodes().size());
        }
        database.inTransactionDo(tx -> releases.keepLeftOut(tx, requested.id(), leftOut));
        return new Parts(parts, leftOut);
    }

    /// A video that cannot be rendered is named: its operator has many.
    private Optional<Rendered> render(Labelled labelled, TimeSpan span, GridSpec grid, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        try {
            return rendering.render(labelled.reviewed().scrubbed(), span, grid, step);
        } catch (MediaException unfit) {
            throw new MediaException(
                    unfit.code(),
                    "Episode %s cannot be rendered, so there is no release: %s To go on without it, review it again and accept none of it."
                            .formatted(id(labelled).value(), unfit.getMessage()));
        }
    }

    private static LeftOut withoutPicture(Labelled labelled, List<TimeSpan> dark) {
        String listed = dark.stream()
                .limit(SPANS_LISTED_MAX)
                .map(span -> "%d to %d ns".formatted(span.startNanos(), span.endNanos()))
                .collect(Collectors.joining(", "));
        return new LeftOut(
                id(labelled),
                "span-without-picture",
                "No picture was taken in %d of its %d accepted spans, which are left out: %s%s. Accept a longer span."
                        .formatted(
                                dark.size(),
                                labelled.reviewed().acceptedSpans().size(),
                                listed,
                                dark.size() > SPANS_LISTED_MAX ? ", ..." : ""));
    }

    private static EpisodeId id(Labelled labelled) {
        return labelled.reviewed().scrubbed().checked().episode().id();
    }

    private Requested requested(StepContext step) {
        return database.inTransaction(tx -> releases.find(tx, new ReleaseId(step.subject())))
                .orElseThrow(() -> new IllegalStateException("a release run without its release"));
    }

    private Eligible eligible(Requested requested, Holder holder) {
        Eligible eligible = Eligible.of(database, Rules.of(rooms, holder, requested.request()));
        database.inTransactionDo(tx -> releases.keepLeftOut(tx, requested.id(), eligible.leftOut()));
        return eligible;
    }

    /// A release is only accepted for a holder that is registered.
    private Holder holder(Requested requested) {
        return database.inTransaction(
                        tx -> rooms.holders().find(tx, requested.request().holder()))
                .orElseThrow(() -> new IllegalStateException("a release for a holder that is not registered"));
    }

    private static GridSpec grid(Requested requested, Eligible eligible) {
        return requested.request().grid().orElseGet(() -> GridChoice.of(eligible.episodes()));
    }
}
