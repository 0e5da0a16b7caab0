package dev.firsthand.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.copy.ReleaseKind;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.labelling.Outcome;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.engine.store.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// How long a look at what a release would hold takes with 100,000 episodes. Run by hand: `-Dtest=PreviewBench`.
class PreviewBench {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int EPISODES = 100_000;

    @TempDir
    static Path folder;

    @Test
    void looking_at_very_many_episodes() {
        try (var house = WalkingHouse.seeded(5, DATABASE.database(), folder)) {
            EpisodeId one = house.recordsForRelease("fold towel");
            house.within(tx -> PublicationBench.copies(tx, one, EPISODES));
            var previews = new ReleasePreviews(DATABASE.database(), house.rooms());
            var narrow = new ReleaseFilter(
                    Set.of(), Optional.empty(), Optional.empty(), Set.of(Outcome.SUCCESS), Optional.of(Level.WARN));
            for (ReleaseFilter filter : List.of(ReleaseFilter.ALL, ReleaseFilter.ALL, narrow, narrow)) {
                var request = new ReleaseRequest(
                        "looked",
                        ReleaseKind.STANDARD,
                        house.people().ownHolder().id(),
                        ReleaseMedia.Pictures.USUAL,
                        filter);
                long began = System.nanoTime();
                assertThat(previews.look(request).orElseThrow().episodes()).isEqualTo(EPISODES);
                System.out.printf(
                        "{\"bench\":\"preview\",\"episodes\":%d,\"filtered\":%b,\"milliseconds\":%d}%n",
                        EPISODES, !filter.outcomes().isEmpty(), (System.nanoTime() - began) / 1_000_000);
            }
        }
    }
}
