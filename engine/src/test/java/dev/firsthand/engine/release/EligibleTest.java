package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticHouse;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.copy.CopyPages;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.copy.ReleaseVersion;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Episodes;
import dev.firsthand.engine.job.JobSettings;
import dev.firsthand.engine.job.Jobs;
import dev.firsthand.engine.job.RunKind;
import dev.firsthand.engine.job.StepDefinition;
import dev.firsthand.engine.job.StepOutcome;
import dev.firsthand.engine.labelling.Labels;
import dev.firsthand.engine.privacy.Privacy;
import dev.firsthand.engine.privacy.SecondLooks;
import dev.firsthand.engine.quality.Quality;
import dev.firsthand.engine.release.ReleaseRun.Rooms;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.engine.release.Releases.RequestResult;
import dev.firsthand.engine.release.Releases.Requested;
import dev.firsthand.engine.review.Reviews;
import dev.firsthand.engine.rules.RulesUsed;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.engine.store.Tx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A house with more episodes than one page; none has come far.
@Timeout(60)
class EligibleTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int EPISODES = 450;

    @TempDir
    static Path folder;

    static SyntheticHouse people;
    static List<UUID> episodes;

    @BeforeAll
    static void build() {
        people = SyntheticHouse.seeded(3, DATABASE.database(), folder);
        people.database().inTransactionDo(tx -> tx.sql().execute("""
            insert into episode (id, session, contributor, grant_id, state, recording, recorded_at)
            select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'recorded', '', now()
              from generate_series(1, ?)
            """, EPISODES));
        people.database().inTransactionDo(tx -> tx.sql().execute("""
            insert into privacy_view (episode, cleaned, proxy, contact_sheets, scrub_version, scrubbed_at)
            select id, id, id, '{}', 1, now() from episode
            """));
        episodes = people.within(tx -> tx.sql()
                .createQuery("select id from episode order by id")
                .mapTo(UUID.class)
                .list());
    }

    @Test
    void every_episode_is_looked_at_once_in_the_order_of_their_names() {
        Eligible found = Eligible.of(people.database(), rules());

        assertThat(found.episodes()).isEmpty();
        assertThat(found.leftOut())
                .extracting(LeftOut::episode)
                .containsExactlyElementsOf(episodes.stream().map(EpisodeId::new).toList());
    }

    @Test
    void what_was_looked_at_is_free_while_the_rest_is_looked_at() throws Exception {
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Eligible> walk = people.within(tx -> {
                lock(tx, episodes.getLast(), "");
                Future<Eligible> walking = threads.submit(() -> Eligible.of(people.database(), rules()));
                WalkingHouse.waitFor(() -> waiting(tx) > 0);
                people.database().inTransactionDo(other -> lock(other, episodes.getFirst(), "nowait"));
                return walking;
            });
            assertThat(walk.get().leftOut()).hasSize(EPISODES);
        }
    }

    @Test
    void an_attempt_that_comes_late_finds_its_release_published_and_takes_nothing_back() throws Exception {
        var jobs = new Jobs(people.database(), people.events(), people.clock(), JobSettings.ofWorkers(1));
        jobs.add(new RunKind(
                ReleaseRun.KIND, List.of(new StepDefinition("never", 1, step -> new StepOutcome.Failed("", "")))));
        var releases = new Releases(jobs, people.holders(), people.clock());
        var folders = new ReleaseFolders(folder.resolve("releases"));
        var publication = new Publication(people.database(), rules().rooms(), releases, folders, people.clock());
        var request = ReleaseRequest.forAll(
                "late", ReleaseKind.STANDARD, people.ownHolder().id());
        RequestResult asked =
                people.within(tx -> releases.request(tx, people.operator().id(), request));
        Requested requested = ((RequestResult.Accepted) asked).requested();
        people.within(tx -> releases.copyKey(tx, request.line(), request.holder()));
        List<FileDigest> files = List.of(new FileDigest(CopyPages.MANIFEST, 1, "0".repeat(64)));
        Path first = staged(folders, requested);
        Path second = staged(folders, requested);

        RulesUsed ruled = people.within(people.rules()::none);

        for (Path staging : List.of(first, second)) {
            var assembled = new Assembled(staging, ReleaseVersion.FIRST, files, List.of(), ruled);
            assertThat(publication.publish(requested, people.ownHolder(), assembled))
                    .isEmpty();
        }
        assertThat(folders.published(requested.copy()).resolve("built-in")).hasContent(first.toString());
    }

    private static Path staged(ReleaseFolders folders, Requested requested) throws IOException {
        Path staging = folders.freshStaging(requested.copy());
        Files.writeString(staging.resolve("built-in"), staging.toString());
        return staging;
    }

    private static void lock(Tx tx, UUID episode, String how) {
        tx.sql().execute("select 1 from privacy_view where episode = ? for update " + how, episode);
    }

    @Test
    void an_episode_whose_rows_are_erased_is_left_out_and_stops_nobody() {
        var erased = new EpisodeId(UUID.randomUUID());

        List<Rules.Judged> judged = people.within(tx -> rules().judge(tx, List.of(erased)));

        assertThat(judged).containsExactly(new Rules.Judged.Out(Rules.unready(erased)));
    }

    private static int waiting(Tx tx) {
        return tx.sql()
                .createQuery("select count(*) from pg_locks where not granted")
                .mapTo(Integer.class)
                .one();
    }

    private static Rules rules() {
        var clock = people.clock();
        var facts = people.provenance();
        var kept = new Episodes(people.columns(), facts, people.events(), clock);
        var quality = new Quality(kept, facts, people.events(), clock);
        var privacy = new Privacy(quality, SecondLooks.none(), people.consent(), facts, people.events(), clock);
        var reviews = new Reviews(privacy, people.consent(), facts, clock);
        var labels = new Labels(kept, reviews, people.consent(), facts, clock);
        var rooms = new Rooms(
                people.tasks(),
                people.capture(),
                kept,
                quality,
                privacy,
                reviews,
                labels,
                people.consent(),
                people.holders(),
                people.rules(),
                facts,
                people.evidence(folder));
        var request = ReleaseRequest.forAll(
                "line", ReleaseKind.STANDARD, people.ownHolder().id());
        return Rules.of(rooms, people.ownHolder(), request);
    }
}
