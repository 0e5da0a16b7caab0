package dev.firsthand.engine.privacy;

import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.staff.StaffId;
import dev.firsthand.engine.staff.StaffMember;
import dev.firsthand.engine.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/// The recordings that wait for a person's eyes, handed out so that two people do not look at the same one. First
/// and second looks come in one row, by age: who gives a second answer is not told so.
public final class LookQueue {
    /// How long a recording is one member's before somebody else may be sent to it.
    public static final Duration TURN = Duration.ofMinutes(20);

    /// [#work] is of the last so many days.
    public static final Duration WORK_SPAN = Duration.ofDays(30);

    private static final int COUNTED_MAX = 1_000;

    private static final String NOBODY_ELSES = """
            not exists (select 1 from privacy_turn t
                         where t.episode = w.episode and t.member <> :member and t.began_at > :since)
            """;

    /// First and second looks by age, a page of them.
    private static final String IN_LINE = """
            select episode from (
                (select w.episode, w.scrubbed_at as since from privacy_view w
                  where w.answered_at is null and %1$s order by w.scrubbed_at, w.episode limit :until)
                union all
                (select w.episode, w.drawn_at from privacy_second_look w
                  where w.answered_at is null and %2$s and %1$s
                  order by w.drawn_at, w.episode limit :until)
            ) waiting order by since, episode limit :page offset :from
            """;

    private static final String NEXT = IN_LINE.formatted(NOBODY_ELSES, "w.first_author <> :member");

    private static final String WAITING = IN_LINE.formatted("true", "true");

    /// A member who opens the page again goes on with the turn that runs.
    private static final String BEGIN_TURN = """
            insert into privacy_turn as t (episode, member, began_at) values (:episode, :member, :now)
            on conflict (episode) do update
               set member = :member, began_at = case when t.member = :member and t.began_at > :since
                                                     then t.began_at else :now end
             where t.member = :member or t.began_at <= :since
            """;

    private static final String DROP =
            "update privacy_view set answered_at = scrubbed_at where episode = :episode and answered_at is null";

    private static final String END_TURN = """
            delete from privacy_turn where episode = :episode and member = :member returning began_at
            """;

    private static final String KEEP_WORK = """
            insert into privacy_look (episode, member, ended_at, worked_seconds, recorded_seconds)
            values (:episode, :member, :now, :worked, :recorded)
            """;

    private static final String WORK = """
            select l.worked, l.recorded, s.given, s.agreed
              from (select coalesce(sum(worked_seconds), 0) as worked, coalesce(sum(recorded_seconds), 0) as recorded
                      from privacy_look where ended_at > :since) l,
                   (select count(*) as given, count(*) filter (where agreed) as agreed
                      from privacy_second_look where answered_at > :since) s
            """;

    private final Privacy privacy;
    private final InstantSource clock;

    public LookQueue(Privacy privacy, InstantSource clock) {
        this.privacy = privacy;
        this.clock = clock;
    }

    /// The oldest that waits for this member and may be judged; nothing is taken yet.
    public Optional<EpisodeId> next(Tx tx, StaffId member) {
        return privacy.judgeable(
                        tx,
                        from -> page(
                                tx.sql()
                                        .createQuery(NEXT)
                                        .bind("member", member.value())
                                        .bind("since", ago(TURN)),
                                from))
                .findFirst();
    }

    /// How many wait for somebody and may be judged, at most 1,000.
    public int waiting(Tx tx) {
        return (int) privacy.judgeable(tx, from -> page(tx.sql().createQuery(WAITING), from))
                .limit(COUNTED_MAX)
                .count();
    }

    private static List<EpisodeId> page(Query inLine, int from) {
        return inLine.bind("until", from + Privacy.PAGE)
                .bind("page", Privacy.PAGE)
                .bind("from", from)
                .mapTo(UUID.class)
                .map(EpisodeId::new)
                .list();
    }

    /// Begins the member's turn, if it can be; empty when there is no such view. What a contributor does not
    /// allow to be judged is nobody's.
    public Optional<Turn> look(Tx tx, StaffMember member, EpisodeId episode) {
        return privacy.findForAnswer(tx, episode)
                .map(state -> privacy.forbidden(tx, state.scrubbed())
                        .<Turn>map(refused -> new Turn.Refused(refused.code(), refused.message()))
                        .orElseGet(() -> turn(tx, member, episode, state)));
    }

    /// Keeps the answer of a member whose turn it is. Anybody else's changes nothing.
    public Optional<Turn> answer(Tx tx, StaffMember member, EpisodeId episode, PrivacyAnswer answer) {
        Optional<Turn> turn = look(tx, member, episode);
        if (!(turn.orElse(null) instanceof Turn.Yours(var scrubbed, var seen))) {
            return turn;
        }
        if (privacy.answer(tx, member, episode, answer) instanceof PrivacyResult.Refused(var code, var message)) {
            return Optional.of(new Turn.Refused(code, message));
        }
        end(tx, member.id(), scrubbed);
        return turn;
    }

    /// Nobody is sent to it any more: it is removed.
    public static void drop(Tx tx, EpisodeId episode) {
        tx.sql().createUpdate(DROP).bind("episode", episode.value()).execute();
        SecondLooks.drop(tx, episode);
    }

    /// What looking cost in the last [#WORK_SPAN].
    public LookWork work(Tx tx) {
        return tx.sql()
                .createQuery(WORK)
                .bind("since", ago(WORK_SPAN))
                .map((row, context) -> new LookWork(
                        row.getDouble("worked"), row.getDouble("recorded"), row.getInt("given"), row.getInt("agreed")))
                .one();
    }

    private Turn turn(Tx tx, StaffMember member, EpisodeId episode, PrivacyState state) {
        return switch (state) {
            case PrivacyState.Waiting(var scrubbed) -> begin(tx, member.id(), new Turn.Yours(scrubbed, Set.of()));
            case PrivacyState.SecondLook(var scrubbed) ->
                SecondLooks.firstWas(tx, episode, member.id())
                        ? new Turn.Answered()
                        : begin(tx, member.id(), new Turn.Yours(scrubbed, Set.of()));
            case PrivacyState.Open open -> new Turn.Answered();
            case PrivacyState.Quarantined(var scrubbed, var visible) ->
                privacy.mayLift(tx, member, episode)
                        ? begin(tx, member.id(), new Turn.Yours(scrubbed, visible))
                        : new Turn.Answered();
        };
    }

    private Turn begin(Tx tx, StaffId member, Turn.Yours turn) {
        int taken = tx.sql()
                .createUpdate(BEGIN_TURN)
                .bind("episode", turn.scrubbed().checked().episode().id().value())
                .bind("member", member.value())
                .bind("now", now())
                .bind("since", ago(TURN))
                .execute();
        return taken == 1 ? turn : new Turn.SomebodyElses();
    }

    private void end(Tx tx, StaffId member, Scrubbed scrubbed) {
        UUID episode = scrubbed.checked().episode().id().value();
        Instant began = tx.sql()
                .createQuery(END_TURN)
                .bind("episode", episode)
                .bind("member", member.value())
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
        tx.sql()
                .createUpdate(KEEP_WORK)
                .bind("episode", episode)
                .bind("member", member.value())
                .bind("now", now())
                .bind("worked", seconds(Duration.between(began, clock.instant())))
                .bind(
                        "recorded",
                        seconds(scrubbed.checked().episode().recording().span().length()))
                .execute();
    }

    private static double seconds(Duration length) {
        return Math.max(0, length.toMillis() / 1e3);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime ago(Duration length) {
        return now().minus(length);
    }
}
