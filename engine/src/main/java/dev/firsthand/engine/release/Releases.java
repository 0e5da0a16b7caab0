package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.Holder;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.holder.Holders;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunId;
import dev.firsthand.engine.release.Assembled.Named;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.store.Tx;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Keeps what was asked for, what was published, and what was left out and why.
public final class Releases {
    /// How many releases one page lists.
    public static final int PAGE_MAX = 50;

    /// How many copies of one holder are listed: a holder with more sees the newest.
    public static final int OF_HOLDER_MAX = 500;

    private static final String OTHER_MEDIA = "release-line-other-media";

    private static final int COPY_KEY_BYTES = 32;

    private final Jobs jobs;
    private final Holders holders;
    private final InstantSource clock;
    private final Supersessions supersessions;
    private final SecureRandom random = new SecureRandom();

    public Releases(Jobs jobs, Holders holders, InstantSource clock) {
        this.jobs = jobs;
        this.holders = holders;
        this.clock = clock;
        this.supersessions = new Supersessions(jobs, clock);
    }

    /// Which of them other ones took the place of.
    public Supersessions supersessions() {
        return supersessions;
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

    /// What a release states: its statement, and the last link of each of its episodes by the name that the copy
    /// gives it.
    public record Stated(UUID statement, SortedMap<String, UUID> heads) {
        public Stated {
            heads = Collections.unmodifiableSortedMap(new TreeMap<>(heads));
        }
    }

    /// A release that was asked for, as far as it came.
    public record Listed(Requested requested, Optional<Published> published) {}

    /// An episode that is in a release, by the name that its copy gives it; one with several spans has several.
    /// `withMotion`: its copy holds the motion of a body.
    public record Member(EpisodeId episode, String pseudonym, boolean withMotion) {}

    /// An episode that is not in a release, or some of whose accepted spans are not, and why.
    public record LeftOut(EpisodeId episode, String code, String message) {}

    /// Asks for a release and starts the run that builds it. What nobody has looked at stays in the house.
    public RequestResult request(Tx tx, StaffId author, ReleaseRequest request) {
        Optional<Holder> holder = holders.find(tx, request.holder());
        if (holder.isEmpty()) {
            return new RequestResult.Refused(
                    "holder-missing", "No holder is registered under this name. Register the holder first.");
        }
        if (holders.suspendedSince(tx, request.holder()).isPresent()) {
            return new RequestResult.Refused(
                    "holder-suspended",
                    "This holder has not answered a recall for too long, so its licence is suspended. It gets releases again once it has answered.");
        }
        if (request.kind() == ReleaseKind.DEMONSTRATION && holder.get().kind() != Holder.Kind.OWN) {
            return new RequestResult.Refused(
                    "release-demonstration-not-own",
                    "Nobody has looked at what is in a demonstration, so only the operator's own holder may have one."
                            + " Have the recordings looked at and ask for a standard release.");
        }
        return otherMedia(tx, request)
                .<RequestResult>map(refused -> refused)
                .orElseGet(() -> new RequestResult.Accepted(begin(tx, author, request)));
    }

    /// A version takes the place of the one before, so a line holds either pictures or motion alone.
    Optional<RequestResult.Refused> otherMedia(Tx tx, ReleaseRequest request) {
        return tx.sql()
                .createQuery("""
                        select r.media from release_published p join release r on r.id = p.release
                         where p.line = :line and p.holder = :holder and r.media <> :media limit 1
                        """)
                .bind("line", request.line())
                .bind("holder", request.holder().value())
                .bind("media", request.media().kind().name())
                .mapTo(String.class)
                .findOne()
                .map(media -> new RequestResult.Refused(
                        OTHER_MEDIA,
                        "The versions of %s hold %s, and a version takes the place of the one before. Choose another name."
                                .formatted(request.line(), media.toLowerCase(Locale.ROOT))));
    }

    private Requested begin(Tx tx, StaffId author, ReleaseRequest request) {
        ReleaseId id = ReleaseId.random();
        CopyId copy = CopyId.random();
        RunId run = jobs.begin(tx, ReleaseRun.KIND, id.value(), Optional.empty());
        Instant now = clock.instant();
        var requested = new Requested(id, copy, request, run, now);
        ReleaseRows.insert(tx, requested, author);
        return requested;
    }

    public Optional<Requested> find(Tx tx, ReleaseId id) {
        return ReleaseRows.find(tx, id);
    }

    /// The release whose copy this is, if it is published and this holder's.
    public Optional<Listed> publishedCopy(Tx tx, CopyId copy, HolderId holder) {
        return ReleaseRows.ofCopy(tx, copy, holder);
    }

    /// What was asked for last, [#PAGE_MAX] of it.
    public List<Listed> newest(Tx tx) {
        return ReleaseRows.firstPage(tx, PAGE_MAX);
    }

    /// What was asked for before `after`.
    public List<Listed> newest(Tx tx, ReleaseId after) {
        return ReleaseRows.nextPage(tx, after, PAGE_MAX);
    }

    /// What a holder has, newest first, at most [#OF_HOLDER_MAX].
    public List<Listed> publishedTo(Tx tx, HolderId holder) {
        return ReleaseRows.publishedTo(tx, holder, OF_HOLDER_MAX);
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
        return leftOut(tx, id, EpisodeId.BEFORE_ALL, Integer.MAX_VALUE);
    }

    /// A page of what was left out, in the order of the episodes' names; the first is what follows
    /// [EpisodeId#BEFORE_ALL].
    public List<LeftOut> leftOut(Tx tx, ReleaseId id, EpisodeId after, int max) {
        return LeftOutRows.EPISODES.page(tx, id, after, max);
    }

    /// How many episodes were left out for each reason.
    public SortedMap<String, Long> leftOutByCode(Tx tx, ReleaseId id) {
        return LeftOutRows.EPISODES.byCode(tx, id);
    }

    /// The episodes that are in a copy of pictures without the motion of their bodies, and why.
    public List<LeftOut> withoutMotion(Tx tx, ReleaseId id) {
        return LeftOutRows.MOTION.page(tx, id, EpisodeId.BEFORE_ALL, Integer.MAX_VALUE);
    }

    /// How many for each reason.
    public SortedMap<String, Long> withoutMotionByCode(Tx tx, ReleaseId id) {
        return LeftOutRows.MOTION.byCode(tx, id);
    }

    /// What an earlier look left out is forgotten.
    void keepLeftOut(Tx tx, ReleaseId id, List<LeftOut> leftOut) {
        LeftOutRows.EPISODES.keep(tx, id, leftOut);
    }

    /// Writes the row that makes a folder a release, and which episodes are in it under which names.
    void keepPublished(Tx tx, Requested requested, Published published, Stated stated, List<Named> parts) {
        tx.sql()
                .createUpdate("""
                        insert into release_published
                               (release, line, holder, major, minor, manifest_sha256, size_bytes, published_at, statement)
                        values (:release, :line, :holder, :major, :minor, :digest, :size, :at, :statement)
                        """)
                .bind("statement", stated.statement())
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
                insert into release_episode (release, episode, contributor, pseudonym, head, motion)
                values (:release, :episode, :contributor, :pseudonym, :head, :motion)
                """);
        for (Named named : parts) {
            rows.bind("release", requested.id().value())
                    .bind("episode", named.part().episode().id().value())
                    .bind("contributor", named.part().episode().contributor().value())
                    .bind("pseudonym", named.pseudonym())
                    .bind("head", stated.heads().get(named.pseudonym()))
                    .bind("motion", named.part().withMotion())
                    .add();
        }
        rows.execute();
    }

    /// How many episodes are in a release.
    public int size(Tx tx, ReleaseId id) {
        return tx.sql()
                .createQuery("select count(*) from release_episode where release = :id")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .one();
    }

    /// The links under which any release names these episodes.
    List<UUID> heads(Tx tx, Collection<EpisodeId> episodes) {
        return tx.sql()
                .createQuery("""
                        select distinct head from release_episode where episode = any(:episodes) and head is not null
                        """)
                .bindArray("episodes", UUID.class, Withheld.values(episodes))
                .mapTo(UUID.class)
                .list();
    }

    /// All that is in a release, in the order of its copy.
    List<Member> members(Tx tx, ReleaseId id) {
        return tx.sql()
                .createQuery("""
                        select episode, pseudonym, motion from release_episode where release = :id
                         order by pseudonym collate "C"
                        """)
                .bind("id", id.value())
                .map((row, context) -> new Member(
                        new EpisodeId(row.getObject("episode", UUID.class)),
                        row.getString("pseudonym"),
                        row.getBoolean("motion")))
                .list();
    }

    /// Empty for a release from before there was a log.
    Optional<Stated> stated(Tx tx, ReleaseId id) {
        SortedMap<String, UUID> heads = new TreeMap<>();
        tx.sql()
                .createQuery("select pseudonym, head from release_episode where release = :id and head is not null")
                .bind("id", id.value())
                .map((row, context) -> Map.entry(row.getString("pseudonym"), row.getObject("head", UUID.class)))
                .forEach(head -> heads.put(head.getKey(), head.getValue()));
        return tx.sql()
                .createQuery("select statement from release_published where release = :id and statement is not null")
                .bind("id", id.value())
                .mapTo(UUID.class)
                .findOne()
                .map(statement -> new Stated(statement, heads));
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
        return last(tx, request)
                .map(previous -> previous.version()
                        .next(!Set.copyOf(pseudonyms).containsAll(pseudonymsOf(tx, previous.release()))))
                .orElse(ReleaseVersion.FIRST);
    }

    /// The version of one that takes the place of another: episodes have left.
    ReleaseVersion nextMajor(Tx tx, ReleaseRequest request) {
        return last(tx, request).map(previous -> previous.version().next(true)).orElse(ReleaseVersion.FIRST);
    }

    private record Last(UUID release, ReleaseVersion version) {}

    private static Optional<Last> last(Tx tx, ReleaseRequest request) {
        return tx.sql()
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
    }

    private static List<String> pseudonymsOf(Tx tx, UUID release) {
        return tx.sql()
                .createQuery("select pseudonym from release_episode where release = :release")
                .bind("release", release)
                .mapTo(String.class)
                .list();
    }
}
