package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.CopyId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunId;
import dev.firsthand.engine.job.RunState;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Which releases other ones took the place of, and who begins such a run.
///
/// Of a line and holder one supersession is under way at most. It sees every episode that is called back until
/// its row is written; what is called back later finds that row, and begins the next one.
public final class Supersessions {
    /// After how long a supersession that failed is begun again.
    public static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    /// The newest standing release of each line and holder among those in which something is that was called back.
    private static final String STALE = """
            select distinct on (p.line, p.holder) p.release
              from release_published p
             where p.release in (select e.release from release_episode e
                                   join release_withheld w on w.episode = e.episode)
               and not exists (select 1 from release_superseded s where s.release = p.release)
             order by p.line, p.holder, p.major desc, p.minor desc
            """;

    private static final String OPEN = """
            select r.run, s.begun_at from release r join release_supersession s on s.release = r.id
             where s.ended_at is null and r.line = :line and r.holder = :holder
            """;

    private static final String HOLDING = """
            select p.release, p.holder from release_published p
             where p.release in (select release from release_episode where episode = any(:episodes))
               and not exists (select 1 from release_superseded s where s.release = p.release)
             order by p.release
            """;

    private static final String SUPERSEDE = """
            insert into release_superseded (release, by_release, successor, at)
            select p.release, :by, :successor, :now from release_published p
             where p.line = :line and p.holder = :holder and p.release is distinct from :successor
               and not exists (select 1 from release_superseded s where s.release = p.release)
               and exists (select 1 from release_episode e where e.release = p.release
                              and (e.episode in (select episode from release_withheld)
                                   or e.episode in (select episode from release_left_out where release = :by)))
            returning release
            """;

    private static final String GONE = """
            select e.episode, e.pseudonym, coalesce(l.code, :code) as code
              from release_superseded s
              join release_episode e on e.release = s.release
              left join release_left_out l on l.release = s.by_release and l.episode = e.episode
             where s.release = :release
               and (l.episode is not null or e.episode in (select episode from release_withheld))
             order by e.pseudonym
            """;

    private final Jobs jobs;
    private final InstantSource clock;

    Supersessions(Jobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /// A published copy that holds something that is looked for.
    public record Held(ReleaseId release, HolderId holder) {}

    /// A release whose place another one took; without a successor nothing of it was left.
    public record Superseded(Optional<ReleaseId> successor, Instant at) {}

    /// An episode of a superseded release that must go, by the name that its copies give it. `code` says why it
    /// is left out: `episode-called-back`, or why it could be in no release any more.
    public record Gone(EpisodeId episode, String pseudonym, String code) {}

    /// Keeps these episodes out of every release from now on, and begins to supersede those that hold one. Waits for
    /// whoever is publishing.
    public void withhold(Tx tx, Collection<EpisodeId> episodes) {
        Withheld.add(tx, episodes, clock.instant());
        for (ReleaseId stale : stale(tx)) {
            Requested old = ReleaseRows.find(tx, stale).orElseThrow();
            if (open(tx, old.request()).isEmpty()) {
                begin(tx, old);
            }
        }
    }

    /// The standing releases in which any of these episodes is.
    public List<Held> holding(Tx tx, Collection<EpisodeId> episodes) {
        return tx.sql()
                .createQuery(HOLDING)
                .bindArray("episodes", UUID.class, Withheld.values(episodes))
                .map((row, context) -> new Held(
                        new ReleaseId(row.getObject("release", UUID.class)),
                        new HolderId(row.getObject("holder", UUID.class))))
                .list();
    }

    public Optional<Superseded> superseded(Tx tx, ReleaseId release) {
        return tx.sql()
                .createQuery("select successor, at from release_superseded where release = :release")
                .bind("release", release.value())
                .map((row, context) -> new Superseded(
                        Optional.ofNullable(row.getObject("successor", UUID.class))
                                .map(ReleaseId::new),
                        row.getTimestamp("at").toInstant()))
                .findOne();
    }

    /// What of a superseded release must go, by ascending name.
    public List<Gone> gone(Tx tx, ReleaseId release) {
        return tx.sql()
                .createQuery(GONE)
                .bind("release", release.value())
                .bind("code", Withheld.CODE)
                .map((row, context) -> new Gone(
                        new EpisodeId(row.getObject("episode", UUID.class)),
                        row.getString("pseudonym"),
                        row.getString("code")))
                .list();
    }

    /// Begins again what failed a while ago; says how many runs that were.
    public int again(Database database) {
        int begun = 0;
        for (ReleaseId stale : database.inTransaction(this::stale)) {
            Requested old =
                    database.inTransaction(tx -> ReleaseRows.find(tx, stale)).orElseThrow();
            Optional<Open> open = database.inTransaction(tx -> open(tx, old.request()));
            if (open.filter(this::stands).isEmpty()) {
                database.inTransactionDo(tx -> {
                    end(tx, old.request());
                    begin(tx, old);
                });
                begun++;
            }
        }
        return begun;
    }

    private record Open(RunId run, Instant begun) {}

    private boolean stands(Open open) {
        return open.begun().plus(AGAIN_AFTER).isAfter(clock.instant())
                || jobs.status(open.run()).state() == RunState.RUNNING;
    }

    private List<ReleaseId> stale(Tx tx) {
        return tx.sql().createQuery(STALE).mapTo(UUID.class).map(ReleaseId::new).list();
    }

    private static Optional<Open> open(Tx tx, ReleaseRequest request) {
        return tx.sql()
                .createQuery(OPEN)
                .bind("line", request.line())
                .bind("holder", request.holder().value())
                .map((row, context) -> open(row))
                .findFirst();
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                new RunId(row.getObject("run", UUID.class)),
                row.getTimestamp("begun_at").toInstant());
    }

    /// A release as the old one was asked for, by whoever asked for that.
    private void begin(Tx tx, Requested old) {
        ReleaseId id = ReleaseId.random();
        RunId run = jobs.begin(tx, SupersedeRun.KIND, id.value(), Optional.empty());
        ReleaseRows.insert(
                tx,
                new Requested(id, CopyId.random(), old.request(), run, clock.instant()),
                ReleaseRows.author(tx, old.id()));
        tx.sql()
                .createUpdate("insert into release_supersession (release, begun_at) values (:release, :now)")
                .bind("release", id.value())
                .bind("now", now())
                .execute();
    }

    private void end(Tx tx, ReleaseRequest request) {
        tx.sql()
                .createUpdate("""
                        update release_supersession set ended_at = :now
                         where ended_at is null
                           and release in (select id from release where line = :line and holder = :holder)
                        """)
                .bind("line", request.line())
                .bind("holder", request.holder().value())
                .bind("now", now())
                .execute();
    }

    boolean ended(Tx tx, ReleaseId supersession) {
        return tx.sql()
                .createQuery("select ended_at is not null from release_supersession where release = :release")
                .bind("release", supersession.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// The newest standing release of a line and holder.
    Optional<ReleaseId> newest(Tx tx, ReleaseRequest request) {
        return tx.sql()
                .createQuery("""
                        select p.release from release_published p
                         where p.line = :line and p.holder = :holder
                           and not exists (select 1 from release_superseded s where s.release = p.release)
                         order by p.major desc, p.minor desc limit 1
                        """)
                .bind("line", request.line())
                .bind("holder", request.holder().value())
                .mapTo(UUID.class)
                .findOne()
                .map(ReleaseId::new);
    }

    /// Whether anything is in a release that was called back: nobody is handed it any more.
    public boolean isStale(Tx tx, ReleaseId release) {
        return tx.sql()
                .createQuery("""
                        select exists (select 1 from release_episode e join release_withheld w on w.episode = e.episode
                                        where e.release = :release)
                        """)
                .bind("release", release.value())
                .mapTo(Boolean.class)
                .one();
    }

    /// Ends a supersession: every standing release of its line and holder with something that must go has this
    /// successor from now on. Gives those releases.
    List<ReleaseId> supersede(Tx tx, Requested by, Optional<ReleaseId> successor) {
        List<ReleaseId> superseded = tx.sql()
                .createQuery(SUPERSEDE)
                .bind("by", by.id().value())
                .bind("successor", successor.map(ReleaseId::value).orElse(null))
                .bind("line", by.request().line())
                .bind("holder", by.request().holder().value())
                .bind("now", now())
                .mapTo(UUID.class)
                .map(ReleaseId::new)
                .list();
        end(tx, by.request());
        return superseded;
    }

    /// Releases that this one superseded and whose files are still there.
    List<ReleaseId> unretired(Tx tx, ReleaseId by) {
        return tx.sql()
                .createQuery("select release from release_superseded where by_release = :by and retired_at is null")
                .bind("by", by.value())
                .mapTo(UUID.class)
                .map(ReleaseId::new)
                .list();
    }

    /// A release whose files are gone, and how many tombstones its proof has.
    record Retired(ReleaseId release, int tombstones) {}

    List<Retired> retired(Tx tx) {
        return tx.sql()
                .createQuery(
                        "select release, tombstones from release_superseded where retired_at is not null order by at")
                .map((row, context) ->
                        new Retired(new ReleaseId(row.getObject("release", UUID.class)), row.getInt("tombstones")))
                .list();
    }

    void tombstoned(Tx tx, ReleaseId release, int tombstones) {
        tx.sql()
                .createUpdate("update release_superseded set tombstones = :count where release = :release")
                .bind("release", release.value())
                .bind("count", tombstones)
                .execute();
    }

    void retired(Tx tx, ReleaseId release) {
        tx.sql()
                .createUpdate("update release_superseded set retired_at = :now where release = :release")
                .bind("release", release.value())
                .bind("now", now())
                .execute();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
