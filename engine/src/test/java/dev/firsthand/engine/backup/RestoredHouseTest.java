package dev.firsthand.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.engine.SyntheticSuit;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.EpisodeFiles;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.store.TestDatabase;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RestoredHouseTest {
    private static final Instant RESTORED = Instant.parse("2027-01-01T00:00:00Z");

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void until_somebody_has_confirmed_it_programs_go_on_and_nothing_is_opened_to_leave_the_house() throws Exception {
        try (WalkingHouse house = WalkingHouse.seeded(7, DATABASE.database(), folder)) {
            EpisodeId id = house.movesAlone(
                    house.people().contributor().id(), "carry a box", SyntheticSuit.walked("Jane", 120));
            Episode episode = house.within(tx -> house.episodes().find(tx, id)).orElseThrow();
            var files = new EpisodeFiles(
                    DATABASE.database(),
                    house.people().consent(),
                    house.people().custody());

            DATABASE.database().inTransactionDo(tx -> Restorations.keep(tx, RESTORED, RESTORED));

            for (Purpose leaving : List.of(Purpose.TRAIN_ROBOT_POLICY, Purpose.BIOMETRIC_TEMPLATE)) {
                assertThatThrownBy(() -> open(files, episode, leaving))
                        .isInstanceOfSatisfying(
                                ConsentEndedException.class,
                                ended -> assertThat(ended.code()).isEqualTo(Restorations.CODE));
            }
            try (InputStream checked = open(files, episode, Purpose.QUALITY_AND_LABELLING)) {
                assertThat(checked.read()).isEqualTo('F'); // of FHCLIP
            }
        }
    }

    private static InputStream open(EpisodeFiles files, Episode episode, Purpose purpose) throws Exception {
        return files.open(episode.recorded(), purpose, episode.recording().master());
    }
}
