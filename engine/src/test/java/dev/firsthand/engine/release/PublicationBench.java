package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.holder.HolderId;
import dev.firsthand.engine.release.Rules.Judged;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How long publishing asks about 2,000 episodes, in one transaction. Run by hand: `-Dtest=PublicationBench`.
class PublicationBench {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int EPISODES = 2_000;

    @TempDir
    static Path folder;

    @Test
    void asking_about_many_episodes() {
        try (var house = WalkingHouse.seeded(5, DATABASE.database(), folder)) {
            EpisodeId one = house.recordsForRelease("fold towel");
            house.within(tx -> copies(tx, one, EPISODES));
            HolderId own = house.people().ownHolder().id();
            Rules rules = Rules.of(
                    house.rooms(),
                    house.people().ownHolder(),
                    ReleaseRequest.forAll("bench", ReleaseKind.STANDARD, own));
            List<EpisodeId> ids =
                    house.within(tx -> house.episodes().recordedAfter(tx, EpisodeId.BEFORE_ALL, EPISODES));
            assertThat(ids).hasSize(EPISODES);
            for (int page : List.of(Eligible.PAGE_MAX, 1, Eligible.PAGE_MAX, 1)) {
                long began = System.nanoTime();
                List<Judged> judged = house.within(tx -> ids.stream()
                        .gather(Gatherers.windowFixed(page))
                        .flatMap(some -> rules.judgeHeld(tx, some).stream())
                        .toList());
                assertThat(judged).hasSize(EPISODES).allMatch(Judged.Fit.class::isInstance);
                System.out.printf(
                        "{\"bench\":\"publication-asks\",\"episodes\":%d,\"page\":%d,\"milliseconds\":%d}%n",
                        EPISODES, page, (System.nanoTime() - began) / 1_000_000);
            }
        }
    }

    /// The rows of one episode again and again, under other names.
    static boolean copies(Tx tx, EpisodeId one, int episodes) {
        UUID id = one.value();
        tx.sql()
                .execute(
                        "create temporary table copied as select gen_random_uuid() id from generate_series(2, ?)",
                        episodes);
        tx.sql().execute("""
                insert into episode (id, session, contributor, grant_id, state, recording, recorded_at)
                select c.id, gen_random_uuid(), contributor, grant_id, state, recording, recorded_at
                  from copied c, episode e where e.id = ?
                """, id);
        tx.sql().execute("""
                insert into capture_session (id, contributor, task, task_version, device_class, started_at, places, laws)
                select e.session, s.contributor, s.task, s.task_version, s.device_class, s.started_at, s.places, s.laws
                  from copied c join episode e on e.id = c.id, capture_session s
                 where s.id = (select session from episode where id = ?)
                """, id);
        tx.sql().execute("""
                insert into quality_check select c.id, check_version, checked_at
                  from copied c, quality_check q where q.episode = ?
                """, id);
        tx.sql().execute("""
                insert into quality_finding
                select c.id, place, level, code, start_nanos, end_nanos, measured, limit_value, unit, advice
                  from copied c, quality_finding q where q.episode = ?
                """, id);
        tx.sql().execute("""
                insert into privacy_view select c.id, cleaned, proxy, contact_sheets, scrub_version, scrubbed_at
                  from copied c, privacy_view v where v.episode = ?
                """, id);
        tx.sql().execute("""
                insert into privacy_answer (id, episode, author, answer, visible, answered_at)
                select gen_random_uuid(), c.id, author, answer, visible, answered_at
                  from copied c, privacy_answer a where a.episode = ?
                """, id);
        tx.sql().execute("""
                insert into review (id, episode, author, reviewed_at)
                select c.id, c.id, author, reviewed_at from copied c, review r where r.episode = ?
                """, id);
        tx.sql().execute("""
                insert into review_span select c.id, start_nanos, end_nanos
                  from copied c, review_span s join review r on r.id = s.review where r.episode = ?
                """, id);
        tx.sql().execute("""
                insert into label (id, episode, task_sentence, outcome, stated_by, stated_at)
                select gen_random_uuid(), c.id, task_sentence, outcome, stated_by, stated_at
                  from copied c, label l where l.episode = ?
                """, id);
        tx.sql().execute("analyze");
        return true;
    }
}
