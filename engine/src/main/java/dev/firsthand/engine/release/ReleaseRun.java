package dev.firsthand.engine.release;

import dev.firsthand.engine.capture.Capture;
import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.copy.CopyMedia;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.publiclog.Evidence;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.release.CopyAssembly.CopyInvalidException;
import dev.firsthand.engine.release.CopyAssembly.CopyOrder;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.rules.RuleBook;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.engine.task.Tasks;
import dev.firsthand.recording.mp4.MediaException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The run that builds a copy. `render` makes the sealed core of each filmed episode; `publish` makes the
/// holder's folder and has [Publication] write the row that makes it a release; `prove` adds what shows that
/// to a stranger. No transaction stays open while something is rendered.
public final class ReleaseRun {
    public static final String KIND = "release";

    private final Database database;
    private final Rooms rooms;
    private final Releases releases;
    private final FilmParts films;
    private final BodyParts bodies;
    private final String encoderBuild;
    private final CopyAssembly assembly;
    private final Publication publication;
    private final ReleaseProof proof;

    private ReleaseRun(Database database, Rooms rooms, Releases releases, Making making, Finishing finishing) {
        this.database = database;
        this.rooms = rooms;
        this.releases = releases;
        this.films = making.films();
        this.bodies = making.bodies();
        this.encoderBuild = making.encoderBuild();
        this.assembly = finishing.assembly();
        this.publication = finishing.publication();
        this.proof = finishing.proof();
    }

    private record Making(FilmParts films, BodyParts bodies, String encoderBuild) {}

    private record Finishing(CopyAssembly assembly, Publication publication, ReleaseProof proof) {}

    public static ReleaseRun of(
            Database database, Rooms rooms, Releases releases, Stores stores, RenderingTools tools) {
        return new ReleaseRun(
                database,
                rooms,
                releases,
                new Making(
                        new FilmParts(new EpisodeRendering(database, stores, tools)),
                        new BodyParts(new EpisodeStreams(stores.files())),
                        tools.encoderBuild()),
                new Finishing(
                        new CopyAssembly(database, releases, stores, rooms),
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
            Parts made = parts(requested, eligible, media(requested, eligible), step);
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
        CopyMedia media = media(requested, eligible);
        try {
            Parts made = parts(requested, eligible, media, step);
            if (made.parts().isEmpty()) {
                return empty(made.leftOut());
            }
            Assembled assembled = assembly.assemble(order(requested, holder, media), made.parts(), step);
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
    private CopyOrder order(Requested requested, Holder holder, CopyMedia media) {
        return new CopyOrder(
                requested,
                holder,
                media,
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

    private Parts parts(Requested requested, Eligible eligible, CopyMedia media, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        Parts made = switch (media) {
            case CopyMedia.Pictures(var grid, var _) -> films.render(eligible, grid, step);
            case CopyMedia.Motion alone -> bodies.read(eligible, step);
        };
        List<LeftOut> leftOut = new ArrayList<>(eligible.leftOut());
        leftOut.addAll(made.leftOut());
        database.inTransactionDo(tx -> releases.keepLeftOut(tx, requested.id(), leftOut));
        return new Parts(made.parts(), leftOut);
    }

    private Requested requested(StepContext step) {
        return database.inTransaction(tx -> releases.find(tx, new ReleaseId(step.subject())))
                .orElseThrow(() -> new IllegalStateException("a release run without its release"));
    }

    private Eligible eligible(Requested requested, Holder holder) {
        Eligible eligible = Eligible.of(database, Rules.of(rooms, holder, requested.request()));
        database.inTransactionDo(tx -> {
            releases.keepLeftOut(tx, requested.id(), eligible.leftOut());
            LeftOutRows.MOTION.keep(tx, requested.id(), eligible.withoutMotion());
        });
        return eligible;
    }

    /// A release is only accepted for a holder that is registered.
    private Holder holder(Requested requested) {
        return database.inTransaction(
                        tx -> rooms.holders().find(tx, requested.request().holder()))
                .orElseThrow(() -> new IllegalStateException("a release for a holder that is not registered"));
    }

    private CopyMedia media(Requested requested, Eligible eligible) {
        return switch (requested.request().media()) {
            case ReleaseMedia.Pictures(var grid) ->
                new CopyMedia.Pictures(grid.orElseGet(() -> GridChoice.of(eligible.episodes())), encoderBuild);
            case ReleaseMedia.Motion(var copied) -> copied;
        };
    }
}
