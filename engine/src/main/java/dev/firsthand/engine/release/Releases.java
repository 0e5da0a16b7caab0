package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunId;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import dev.firsthand.recording.video.GridSpec;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Keeps what was asked for, what was published, and what was left out and why.
public final class Releases {
    private static final int COPY_KEY_BYTES = 32;

    private final Jobs jobs;
    private final Holders holders;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Releases(Jobs jobs, Holders holders, InstantSource clock) {
        this.jobs = jobs;
        this.holders = holders;
        this.clock = clock;
    }

    /// A release that was asked for.
    public record Requested(ReleaseId id, CopyId copy, ReleaseRequest request, RunId run, Instant at) {}

    /// What became of asking for a release.
    public sealed interface RequestResult {
        /// Its run has begun.
        record Accepted(Requested requested) implements RequestResult {}

        record Refused(String code, String message) implements RequestResult {}
    }

    /// A release that came true. `folder` names are those of [CopyId].
    public record Published(ReleaseVersion version, String manifestSha256, long sizeBytes, Instant at) {}

    /// An episode that is not in a release, or some of whose accepted spans are not, and why.
    public record LeftOut(EpisodeId episode, String code, String message) {}

    /// Asks for a release and starts the run that builds it. What nobody has looked at stays in the house.
    public RequestResult request(Tx tx, StaffId author, ReleaseRequest request) {
        Optional<Holder> holder = holders.find(tx, request.holder());
        if (holder.isEmpty()) {
            return new RequestResult.Refused(
                    "holder-missing", "No holder is registered under this name. Register the holder first.");
        }
        if (request.kind() == ReleaseKind.DEMONSTRATION && holder.get().kind() != Holder.Kind.OWN) {
            return new RequestResult.Refused(
                    "release-demonstration-not-own",
                    "Nobody has looked at what is in a demonstration, so only the operator's own holder may have one."
                            + " Have the recordings looked at and ask for a standard release.");
        }
        return new RequestResult.Accepted(begin(tx, author, request));
    }

    private Requested begin(Tx tx, StaffId author, ReleaseRequest request) {
        ReleaseId id = ReleaseId.random();
        CopyId copy = CopyId.random();
        RunId run = jobs.begin(tx, ReleaseRun.KIND, id.value(), Optional.empty());
        Instant now = clock.instant();
        tx.sql()
                .createUpdate("""
                        insert into release (id, copy, line, kind, holder, fps, width, height, requested_by, requested_at, run)
                        values (:id, :copy, :line, :kind, :holder, :fps, :width, :height, :by, :at, :run)
                        """)
                .bind("id", id.value())
                .bind("copy", copy.value())
                .bind("line", request.line())
                .bind("kind", request.kind().name())
                .bind("holder", request.holder().value())
                .bind("fps", request.grid().map(GridSpec::fps).orElse(null))
                .bind("width", request.grid().map(GridSpec::width).orElse(null))
                .bind("height", request.grid().map(GridSpec::height).orElse(null))
                .bind("by", author.value())
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .bind("run", run.value())
                .execute();
        return new Requested(id, copy, request, run, now);
    }

    public Optional<Requested> find(Tx tx, ReleaseId id) {
        return tx.sql()
                .createQuery("""
                        select id, copy, line, kind, holder, fps, width, height, run, requested_at
                          from release where id = :id
                        """)
                .bind("id", id.value())
                .map((row, context) -> requested(row))
                .findOne();
    }

    /// The release whose copy this is, if it is published and this holder's.
    public Optional<Requested> publishedCopy(Tx tx, CopyId copy, HolderId holder) {
        return tx.sql()
                .createQuery("""
                        select r.id, r.copy, r.line, r.kind, r.holder, r.fps, r.width, r.height, r.run, r.requested_at
                          from release r join release_published p on p.release = r.id
                         where r.copy = :copy and r.holder = :holder
                        """)
                .bind("copy", copy.value())
                .bind("holder", holder.value())
                .map((row, context) -> requested(row))
                .findOne();
    }

    private static Requested requested(ResultSet row) throws SQLException {
        int fps = row.getInt("fps");
        Optional<GridSpec> grid = row.wasNull()
                ? Optional.empty()
                : Optional.of(new GridSpec(fps, row.getInt("width"), row.getInt("height")));
        return new Requested(
                new ReleaseId(row.getObject("id", UUID.class)),
                new CopyId(row.getObject("copy", UUID.class)),
                new ReleaseRequest(
                        row.getString("line"),
                        ReleaseKind.valueOf(row.getString("kind")),
                        new HolderId(row.getObject("holder", UUID.class)),
                        grid),
                new RunId(row.getObject("run", UUID.class)),
                row.getTimestamp("requested_at").toInstant());
    }

    public Optional<Published> published(Tx tx, ReleaseId id) {
        return tx.sql()
                .createQuery("""
                        select major, minor, manifest_sha256, size_bytes, published_at
                          from release_published where release = :id
                        """)
                .bind("id", id.value())
                .map((row, context) -> new Published(
                        new ReleaseVersion(row.getInt("major"), row.getInt("minor")),
                        row.getString("manifest_sha256"),
                        row.getLong("size_bytes"),
                        row.getTimestamp("published_at").toInstant()))
                .findOne();
    }

    /// The copies of all published releases: every other folder among the releases is left over and may go.
    public List<CopyId> publishedCopies(Tx tx) {
        return tx.sql()
                .createQuery("select r.copy from release r join release_published p on p.release = r.id")
                .mapTo(UUID.class)
                .map(CopyId::new)
                .list();
    }

    public List<LeftOut> leftOut(Tx tx, ReleaseId id) {
        return tx.sql()
                .createQuery("select episode, code, message from release_left_out where release = :id order by episode")
                .bind("id", id.value())
                .map((row, context) -> new LeftOut(
                        new EpisodeId(row.getObject("episode", UUID.class)),
                        row.getString("code"),
                        row.getString("message")))
                .list();
    }

    /// What an earlier look left out is forgotten.
    void keepLeftOut(Tx tx, ReleaseId id, List<LeftOut> leftOut) {
        tx.sql()
                .createUpdate("delete from release_left_out where release = :release")
                .bind("release", id.value())
                .execute();
        PreparedBatch rows = tx.sql().prepareBatch("""
                insert into release_left_out (release, episode, code, message)
                values (:release, :episode, :code, :message)
                """);
        for (LeftOut episode : leftOut) {
            rows.bind("release", id.value())
                    .bind("episode", episode.episode().value())
                    .bind("code", episode.code())
                    .bind("message", episode.message())
                    .add();
        }
        rows.execute();
    }

    /// Writes the row that makes a folder a release, and which episodes are in it under which names.
    void keepPublished(Tx tx, Requested requested, Published published, List<Named> parts) {
        tx.sql()
                .createUpdate("""
                        insert into release_published
                               (release, line, holder, major, minor, manifest_sha256, size_bytes, published_at)
                        values (:release, :line, :holder, :major, :minor, :digest, :size, :at)
                        """)
                .bind("release", requested.id().value())
                .bind("line", requested.request().line())
                .bind("holder", requested.request().holder().value())
                .bind("major", published.version().major())
                .bind("minor", published.version().minor())
                .bind("digest", published.manifestSha256())
                .bind("size", published.sizeBytes())
                .bind("at", published.at().atOffset(ZoneOffset.UTC))
                .execute();
        PreparedBatch rows = tx.sql().prepareBatch("""
                insert into release_episode (release, episode, contributor, pseudonym)
                values (:release, :episode, :contributor, :pseudonym)
                """);
        for (Named named : parts) {
            rows.bind("release", requested.id().value())
                    .bind("episode", named.part().episode().id().value())
                    .bind("contributor", named.part().episode().contributor().value())
                    .bind("pseudonym", named.pseudonym())
                    .add();
        }
        rows.execute();
    }

    /// Until the transaction ends nobody else publishes for this line and holder, whose key was drawn before.
    void oneAtATime(Tx tx, ReleaseRequest request) {
        tx.sql()
                .createQuery("select 1 from release_copy_key where line = :line and holder = :holder for update")
                .bind("line", request.line())
                .bind("holder", request.holder().value())
                .mapTo(int.class)
                .one();
    }

    /// The key of a line and holder, drawn when it is first asked for.
    byte[] copyKey(Tx tx, String line, HolderId holder) {
        byte[] fresh = new byte[COPY_KEY_BYTES];
        random.nextBytes(fresh);
        tx.sql()
                .createUpdate("""
                        insert into release_copy_key (line, holder, key) values (:line, :holder, :key)
                        on conflict (line, holder) do nothing
                        """)
                .bind("line", line)
                .bind("holder", holder.value())
                .bind("key", fresh)
                .execute();
        return tx.sql()
                .createQuery("select key from release_copy_key where line = :line and holder = :holder")
                .bind("line", line)
                .bind("holder", holder.value())
                .mapTo(byte[].class)
                .one();
    }

    /// The version that a release with these episodes gets: see [ReleaseVersion].
    ReleaseVersion nextVersion(Tx tx, ReleaseRequest request, List<String> pseudonyms) {
        record Last(UUID release, ReleaseVersion version) {}
        Optional<Last> last = tx.sql()
                .createQuery("""
                        select release, major, minor from release_published
                         where line = :line and holder = :holder order by major desc, minor desc limit 1
                        """)
                .bind("line", request.line())
                .bind("holder", request.holder().value())
                .map((row, context) -> new Last(
                        row.getObject("release", UUID.class),
                        new ReleaseVersion(row.getInt("major"), row.getInt("minor"))))
                .findOne();
        return last.map(previous -> previous.version()
                        .next(!Set.copyOf(pseudonyms).containsAll(pseudonymsOf(tx, previous.release()))))
                .orElse(ReleaseVersion.FIRST);
    }

    private static List<String> pseudonymsOf(Tx tx, UUID release) {
        return tx.sql()
                .createQuery("select pseudonym from release_episode where release = :release")
                .bind("release", release)
                .mapTo(String.class)
                .list();
    }
}
