package dev.firsthand.engine.strain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.SyntheticSuit;
import dev.firsthand.engine.WalkingHouse;
import dev.firsthand.engine.capture.SessionId;
import dev.firsthand.engine.capture.UploadRole;
import dev.firsthand.engine.contributor.ContributorId;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.episode.Recording;
import dev.firsthand.engine.quality.Finding;
import dev.firsthand.engine.store.PersonRows.Leaver;
import dev.firsthand.engine.store.TestDatabase;
import dev.firsthand.recording.synthetic.SyntheticRecording;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.time.ClockAlignment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A recording with a suit goes the way to its findings and to the reading that its maker alone sees.
class SuitWalkTest {
    private static final double SUIT_LATE_SECONDS = 1.5;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    private static WalkingHouse walking;
    private static ContributorId maker;
    private static Path film;
    private static Path sensors;
    private static SensorStream imu;

    @BeforeAll
    static void build() throws Exception {
        walking = WalkingHouse.seeded(81, DATABASE.database(), folder);
        maker = walking.people().contributor().id();
        var recording = SyntheticRecording.seeded(81, WalkingHouse.PLAN.lasting(Duration.ofSeconds(16)));
        film = folder.resolve("worn.mp4");
        sensors = folder.resolve("worn.gcsv");
        recording.writeVideo(film);
        recording.writeGcsv(sensors);
        imu = recording.imu();
    }

    @AfterAll
    static void close() {
        walking.close();
    }

    @Test
    void a_suit_beside_video_and_sensors_is_aligned_checked_and_read_for_its_maker_alone() throws IOException {
        Path suit = Files.writeString(folder.resolve("worn.bvh"), suit(), StandardCharsets.US_ASCII);
        SessionId session = walking.starts(maker, "fold shirt");
        walking.attaches(maker, session, film, UploadRole.VIDEO, Optional.empty());
        walking.attaches(maker, session, sensors, UploadRole.IMU_GCSV, Optional.empty());
        walking.attaches(maker, session, suit, UploadRole.MOTION, Optional.empty());

        EpisodeId episode = checked(session);

        Recording recording = recording(episode);
        ClockAlignment toVideo = recording.motion().orElseThrow().alignment();
        long phone = recording.alignments().getFirst().offsetNanos();
        assertThat(toVideo.offsetNanos() - phone).isBetween(1_490_000_000L, 1_510_000_000L);
        assertThat(toVideo.boundNanos())
                .isGreaterThan(recording.alignments().getFirst().boundNanos());
        assertThat(codes(episode)).contains("motion-aligned").noneMatch(code -> code.startsWith("bvh-"));
        StrainReading reading = reading(session);
        assertThat(reading.body().orElseThrow().scored()).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(14));
        assertThat(reading.head().orElseThrow().worn()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17));
        assertThat(walking.jobs().ofSubject(episode.value()))
                .as("whoever looks at the work on an episode does not come upon it")
                .noneMatch(run -> run.kind().equals(StrainRun.KIND));
        assertThat(readings(walking.people().joins().id())).isEmpty();
    }

    @Test
    void a_suit_that_did_not_move_with_the_phone_is_said_not_to_be_aligned() throws IOException {
        Path suit = Files.writeString(
                folder.resolve("still.bvh"),
                SyntheticSuit.BODY + "Frames: 900\nFrame Time: 0.016667\n"
                        + ("0 90 0" + " 0".repeat(57) + "\n").repeat(900));
        SessionId session = walking.starts(maker, "fold socks");
        walking.attaches(maker, session, film, UploadRole.VIDEO, Optional.empty());
        walking.attaches(maker, session, sensors, UploadRole.IMU_GCSV, Optional.empty());
        walking.attaches(maker, session, suit, UploadRole.MOTION, Optional.empty());

        EpisodeId episode = checked(session);

        assertThat(codes(episode)).contains("motion-not-aligned");
        assertThat(recording(episode).motion().orElseThrow().alignment().method())
                .isEqualTo(ClockAlignment.Method.ASSUMED_COMMON_START);
    }

    @Test
    void a_motion_file_that_cannot_be_read_does_not_cost_the_recording() throws IOException {
        Path suit = Files.writeString(folder.resolve("broken.bvh"), "; FBX 7.4.0 project file");
        SessionId session = walking.starts(maker, "fold towel");
        walking.attaches(maker, session, film, UploadRole.VIDEO, Optional.empty());
        walking.attaches(maker, session, suit, UploadRole.MOTION, Optional.empty());

        EpisodeId episode = checked(session);

        assertThat(codes(episode)).contains("fbx-refused");
        assertThat(recording(episode).motion()).isEmpty();
        StrainReading reading = reading(session);
        assertThat(reading.body()).isEmpty();
        assertThat(reading.worn()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(17));
    }

    @Test
    void readings_lie_sealed_and_go_with_their_person() {
        ContributorId leaving = walking.people().joins().id();
        walking.people().answers(leaving, true);
        walking.records(leaving, "wipe table");
        WalkingHouse.waitFor(() -> !readings(leaving).isEmpty());

        List<String> rows = walking.within(tx -> tx.sql()
                .createQuery("select encode(reading, 'escape') from strain_reading where contributor = :id")
                .bind("id", leaving.value())
                .mapTo(String.class)
                .list());
        assertThat(rows).hasSize(1).noneMatch(row -> row.contains("worn"));
        var door = Strains.personRows();
        Set<UUID> names = walking.within(tx -> door.things(tx, leaving.person()));
        walking.people().database().inTransactionDo(tx -> door.erase(tx, new Leaver(leaving.person(), names)));
        assertThat(names).hasSize(1);
        assertThat(readings(leaving)).isEmpty();
    }

    private static EpisodeId checked(SessionId session) {
        EpisodeId episode = walking.finishes(maker, session).episode();
        WalkingHouse.waitFor(
                () -> walking.within(tx -> walking.quality().find(tx, episode)).isPresent());
        return episode;
    }

    private static StrainReading reading(SessionId session) {
        WalkingHouse.waitFor(() -> found(session).isPresent());
        return found(session).orElseThrow();
    }

    private static Optional<StrainReading> found(SessionId session) {
        return readings(maker).stream()
                .filter(reading -> reading.session().equals(session))
                .findFirst();
    }

    private static List<StrainReading> readings(ContributorId contributor) {
        return walking.within(tx -> walking.strains().of(tx, contributor));
    }

    private static Recording recording(EpisodeId episode) {
        return walking.within(tx -> walking.episodes().find(tx, episode))
                .orElseThrow()
                .recording();
    }

    private static List<String> codes(EpisodeId episode) {
        return walking.within(tx -> walking.quality().find(tx, episode)).orElseThrow().findings().stream()
                .map(Finding::code)
                .toList();
    }

    /// What the phone's gyroscope felt, told by a suit at 60 frames a second that began later.
    private static String suit() {
        var frames = new StringBuilder();
        double nod = 0;
        double shake = 0;
        int next = 0;
        int count = 0;
        for (int i = 1; i < imu.size() && count < 840; i++) {
            double step = (imu.timesNanos()[i] - imu.timesNanos()[i - 1]) / 1e9;
            nod += imu.value(i, 3) * step;
            shake += imu.value(i, 4) * step;
            if (imu.timesNanos()[i] / 1e9 >= SUIT_LATE_SECONDS + next / 60.0) {
                frames.append(String.format(
                        Locale.ROOT,
                        "0 90 0%s %.6f %.6f 0%s%n",
                        " 0".repeat(12),
                        Math.toDegrees(nod),
                        Math.toDegrees(shake),
                        " 0".repeat(42)));
                next++;
                count++;
            }
        }
        return SyntheticSuit.BODY + "Frames: %d%nFrame Time: 0.0166667%n".formatted(count) + frames;
    }
}
