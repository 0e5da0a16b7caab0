package dev.firsthand.engine.release;

import dev.firsthand.engine.consent.Consent;
import dev.firsthand.engine.consent.PermitResult;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.job.StepResults;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.provenance.ChangesFact;
import dev.firsthand.engine.provenance.FactType;
import dev.firsthand.engine.provenance.Provenance;
import dev.firsthand.engine.provenance.Statement;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The run that builds a copy. `render` makes the sealed core of each episode; `publish` makes the holder's folder,
/// asks
/// consent again and writes the row that makes it a release. No transaction stays open while something is rendered.
public final class ReleaseRun {
    public static final String KIND = "release";

    private final Database database;
    private final Rooms rooms;
    private final Releases releases;
    private final EpisodeRendering rendering;
    private final CopyAssembly assembly;
    private final InstantSource clock;

    private ReleaseRun(Database database, Rooms rooms, Releases releases, Makers makers, InstantSource clock) {
        this.database = database;
        this.rooms = rooms;
        this.releases = releases;
        this.rendering = makers.rendering();
        this.assembly = makers.assembly();
        this.clock = clock;
    }

    private record Makers(EpisodeRendering rendering, CopyAssembly assembly) {}

    public static ReleaseRun of(
            Database database, Rooms rooms, Releases releases, Stores stores, RenderingTools tools) {
        EpisodeRendering rendering = new EpisodeRendering(database, stores, tools);
        CopyAssembly assembly = new CopyAssembly(database, releases, stores, tools);
        return new ReleaseRun(database, rooms, releases, new Makers(rendering, assembly), tools.clock());
    }

    /// Where a release finds sealed files and puts its own.
    public record Stores(EpisodeFiles files, Custody custody, StepResults results, ReleaseFolders folders) {}

    /// The rooms that a release asks.
    public record Rooms(Labels labels, Consent consent, Holders holders, Provenance provenance) {}

    public RunKind run() {
        return new RunKind(
                KIND,
                List.of(
                        new StepDefinition("render", EpisodeRendering.VERSION, this::render),
                        new StepDefinition("publish", CopyAssembly.VERSION, this::publish)));
    }

    /// One accepted span with its rendering: the part of a copy that is the same for every holder.
    record Part(Labelled labelled, int spanIndex, TimeSpan span, Rendered rendered) {
        Scrubbed scrubbed() {
            return labelled.reviewed().scrubbed();
        }

        Episode episode() {
            return scrubbed().checked().episode();
        }
    }

    /// A folder that lies in place and waits for its row.
    record Assembled(int major, int minor, String manifestSha256, long sizeBytes, List<AssembledEpisode> episodes) {}

    record AssembledEpisode(UUID episode, UUID contributor, String pseudonym) {}

    private StepOutcome render(StepContext step) throws IOException, InterruptedException {
        Requested requested = requested(step);
        Eligible eligible = eligible(requested);
        if (eligible.episodes().isEmpty()) {
            return new StepOutcome.Failed(
                    "release-empty",
                    "No episode can be in this release; %d were left out. Each is listed with its reason."
                            .formatted(eligible.leftOut().size()));
        }
        GridSpec grid = grid(requested, eligible);
        int done = 0;
        for (Labelled labelled : eligible.episodes()) {
            try {
                parts(labelled, grid);
            } catch (ConsentEndedException ended) {
                return new StepOutcome.Failed(ended.code(), ended.message());
            }
            step.progress(++done, eligible.episodes().size());
        }
        int rendered = done;
        return new StepOutcome.Finished(tx -> {
            releases.keepLeftOut(tx, requested.id(), eligible.leftOut());
            return "{\"episodes\":%d}".formatted(rendered);
        });
    }

    private StepOutcome publish(StepContext step) throws IOException, InterruptedException {
        Requested requested = requested(step);
        Eligible eligible = eligible(requested);
        GridSpec grid = grid(requested, eligible);
        List<Part> parts = new ArrayList<>();
        try {
            for (Labelled labelled : eligible.episodes()) {
                parts.addAll(parts(labelled, grid));
            }
            Assembled assembled = assembly.assemble(requested, holder(requested), grid, parts, step);
            return publish(requested, assembled);
        } catch (ConsentEndedException ended) {
            return new StepOutcome.Failed(ended.code(), ended.message());
        } catch (CopyInvalidException invalid) {
            return new StepOutcome.Failed("release-invalid", String.valueOf(invalid.getMessage()));
        }
    }

    private StepOutcome publish(Requested requested, Assembled assembled) throws IOException {
        Optional<PermitResult.Refused> ended = database.inTransaction(tx -> consentEnded(tx, requested, assembled));
        if (ended.isPresent()) {
            assembly.discard(requested.copy());
            return new StepOutcome.Failed(
                    ended.get().code(),
                    "Consent ended while the copy was made, so it was deleted. Ask for the release again: what ended"
                            + " is left out then.");
        }
        assembly.putInPlace(requested.copy());
        return new StepOutcome.Finished(tx -> {
            keepPublished(tx, requested, assembled);
            return "{\"episodes\":%d}".formatted(assembled.episodes().size());
        });
    }

    /// Runs in the transaction that writes the row. A withdrawal that came after the look above waits for this
    /// transaction or is seen here; seen here, the row is not written and the step fails and runs again.
    @ChangesFact(FactType.RELEASE)
    private void keepPublished(Tx tx, Requested requested, Assembled assembled) {
        consentEnded(tx, requested, assembled).ifPresent(refused -> {
            throw new IllegalStateException("consent ended at the moment of publishing: " + refused.code());
        });
        tx.sql()
                .createUpdate("""
                        insert into release_published
                               (release, line, holder, major, minor, manifest_sha256, size_bytes, published_at)
                        values (:release, :line, :holder, :major, :minor, :digest, :size, :at)
                        """)
                .bind("release", requested.id().value())
                .bind("line", requested.request().line())
                .bind("holder", requested.request().holder().value())
                .bind("major", assembled.major())
                .bind("minor", assembled.minor())
                .bind("digest", assembled.manifestSha256())
                .bind("size", assembled.sizeBytes())
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        assembled.episodes().forEach(episode -> keepEpisode(tx, requested.id(), episode));
        rooms.provenance()
                .recordImpersonal(
                        tx,
                        new Statement(
                                FactType.RELEASE,
                                requested.id().value(),
                                Map.of(
                                        "manifest_sha256",
                                        assembled.manifestSha256(),
                                        "kind",
                                        requested.request().kind().wireName(),
                                        "version",
                                        new ReleaseVersion(assembled.major(), assembled.minor()).toString(),
                                        "episodes",
                                        assembled.episodes().size())));
    }

    private static void keepEpisode(Tx tx, ReleaseId release, AssembledEpisode episode) {
        tx.sql()
                .createUpdate("""
                        insert into release_episode (release, episode, contributor, pseudonym)
                        values (:release, :episode, :contributor, :pseudonym)
                        """)
                .bind("release", release.value())
                .bind("episode", episode.episode())
                .bind("contributor", episode.contributor())
                .bind("pseudonym", episode.pseudonym())
                .execute();
    }

    private Optional<PermitResult.Refused> consentEnded(Tx tx, Requested requested, Assembled assembled) {
        ReleaseConsent consent = new ReleaseConsent(rooms.consent(), holder(tx, requested));
        Set<UUID> contributors = new LinkedHashSet<>();
        assembled.episodes().forEach(episode -> contributors.add(episode.contributor()));
        return contributors.stream()
                .map(contributor -> consent.refusal(tx, new ContributorId(contributor)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private List<Part> parts(Labelled labelled, GridSpec grid)
            throws IOException, InterruptedException, ConsentEndedException {
        List<TimeSpan> spans = labelled.reviewed().acceptedSpans();
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < spans.size(); index++) {
            Rendered rendered = rendering.render(labelled.reviewed().scrubbed(), spans.get(index), grid);
            parts.add(new Part(labelled, index, spans.get(index), rendered));
        }
        return parts;
    }

    private Requested requested(StepContext step) {
        return database.inTransaction(tx -> releases.find(tx, new ReleaseId(step.subject())))
                .orElseThrow(() -> new IllegalStateException("a release run without its release"));
    }

    private Eligible eligible(Requested requested) {
        return database.inTransaction(tx -> Eligible.of(
                tx,
                rooms.labels(),
                new ReleaseConsent(rooms.consent(), holder(tx, requested)),
                requested.request().kind()));
    }

    private Holder holder(Requested requested) {
        return database.inTransaction(tx -> holder(tx, requested));
    }

    private Holder holder(Tx tx, Requested requested) {
        return rooms.holders()
                .find(tx, requested.request().holder())
                .orElseThrow(() -> new IllegalStateException("a release for a holder that is not registered"));
    }

    private static GridSpec grid(Requested requested, Eligible eligible) {
        return requested.request().grid().orElseGet(() -> GridChoice.of(eligible.episodes()));
    }
}
