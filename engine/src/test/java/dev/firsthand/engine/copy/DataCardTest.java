package dev.firsthand.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.consent.Purpose;
import dev.firsthand.engine.copy.CopyContents.Asked;
import dev.firsthand.engine.copy.CopyContents.CopyEpisode;
import dev.firsthand.engine.copy.CopyContents.CopyFinding;
import dev.firsthand.engine.copy.CopyContents.CopyPicture;
import dev.firsthand.engine.copy.CopyContents.CopyStream;
import dev.firsthand.engine.copy.CopyContents.Logged;
import dev.firsthand.engine.copy.CopyContents.Ruled;
import dev.firsthand.engine.privacy.PrivacyLevel;
import dev.firsthand.engine.quality.Level;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.time.ClockAlignment;
import dev.firsthand.streams.time.ClockName;
import dev.firsthand.streams.time.TimeSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DataCardTest {
    private static final CopyFinding SMALL = new CopyFinding("picture-small", Level.WARN);
    private static final CopyFinding GAP = new CopyFinding("stream-gap", Level.WARN);
    private static final CopyFinding SOUND = new CopyFinding("sound-removed", Level.NOTE);

    private static final CopyStream IMU = new CopyStream("imu", SensorKind.IMU);

    @Test
    void a_buyer_reads_how_much_there_is_of_which_task_with_which_end() {
        String card = card(
                episode("fold towel", "success", 90_000, List.of(IMU), Duration.ofSeconds(1)),
                episode("fold towel", "failure", 18_000, List.of(IMU), Duration.ofMillis(20)),
                episode("wipe | dry\ntable", "success", 1_800, List.of(IMU), Duration.ofMillis(20)));

        assertThat(card)
                .contains("| duration | 1:01:00 (h:min:s) |")
                .contains("| frames | 109800 at 30 per second |")
                .contains("| picture | 640 x 480")
                .contains("| encoder build | build 7 |")
                .contains("| rules of law asked before it was handed over | 14; **2 of them nobody has verified** |")
                .contains("| fold towel | 2 |\n| wipe \\| dry table | 1 |\n")
                .contains("| failure | 1 |\n| success | 2 |\n")
                .contains("| lowest privacy level | `scrubbed`: sound, metadata and hidden payload are gone.")
                .contains("LeRobotDataset(\"line\", root=\"lerobot\")");
    }

    @Test
    void sensors_have_units_and_an_imu_of_some_episodes_only_is_said_to_be_in_mcap_alone() {
        CopyEpisode with = episode("a", "success", 30, List.of(IMU), Duration.ofSeconds(1));
        CopyEpisode without = episode("a", "success", 30, List.of(), Duration.ZERO);

        assertThat(card(with, without))
                .contains("accel_x m/s^2")
                .contains("gyro_z rad/s | 1 of 2 | MCAP files alone, because not every episode has it |")
                .contains("qw 1 | 0 of 2 | nowhere |");
        assertThat(card(with, with)).contains("| 2 of 2 | LeRobot `observation.imu`, MCAP |");
    }

    @Test
    void an_imu_that_failed_its_checks_is_marked_where_a_reader_looks_for_it() {
        var wrong = new CopyFinding("imu-rate-implausible", Level.FAIL);
        CopyEpisode good = episode("a", "success", 30, List.of(IMU), Duration.ZERO);
        CopyEpisode bad = episode("a", "success", 30, List.of(IMU), Duration.ZERO, List.of(wrong));

        assertThat(card(good, bad)).contains("MCAP; **do not use in 1 of 2 episodes**: `imu-rate-implausible` |");
        assertThat(card(good, good)).doesNotContain("do not use in");
    }

    @Test
    void a_reader_sees_how_pictures_were_recorded_and_what_was_asked_for() {
        CopyEpisode one = episode("a", "success", 30, List.of(), Duration.ZERO);

        assertThat(card(one, one))
                .contains("| 1920 x 1080 | 30 | 2 |")
                .contains("## Asked for\nAll that may be in it.");
    }

    @Test
    void a_coarse_bound_of_the_clocks_is_told_with_what_it_is_not_good_for_and_a_fine_one_without() {
        CopyEpisode coarse = episode("a", "success", 30, List.of(IMU), Duration.ofSeconds(1));
        CopyEpisode fine = episode("a", "success", 30, List.of(IMU), Duration.ofMillis(20));

        assertThat(card(coarse, fine))
                .contains("| not known: both are taken to start together | 2 | 1000 ms |")
                .contains("up to 1000 ms (30 frames) earlier or later")
                .contains("too coarse for");
        assertThat(card(fine)).contains("up to 20 ms (1 frame)").doesNotContain("too coarse for");
        assertThat(card(episode("a", "success", 30, List.of(), Duration.ZERO))).contains("There is one clock");
    }

    @Test
    void frames_and_findings_are_summed_and_each_finding_says_what_it_means() {
        CopyEpisode one = episode("a", "success", 30, List.of(IMU), Duration.ofSeconds(1));

        assertThat(card(one, one))
                .contains("| frames that repeat the picture before | 4 |")
                .contains("| pictures that no frame shows | 6 |")
                .contains("| frames that hold the nearest sample of `observation.imu` | 10 |")
                .containsSubsequence(
                        "| `picture-small` | warn | 2 | 2 | The recording has fewer than 480 lines. |",
                        "| `stream-gap` | warn | 4 | 2 |",
                        "| `sound-removed` | note | 2 | 2 | The recording had sound. It is removed. |");
    }

    @Test
    void nothing_of_one_person_is_in_it() {
        CopyEpisode one = episode("a", "success", 30, List.of(IMU), Duration.ofSeconds(1));

        assertThat(card(one)).doesNotContain(one.pseudonym(), one.contributor(), one.consent());
    }

    private static String card(CopyEpisode... episodes) {
        return new DataCard(new CopyContents(
                        "line",
                        ReleaseVersion.FIRST,
                        ReleaseKind.STANDARD,
                        "Example Robots",
                        new CopyMedia.Pictures(new GridSpec(30, 640, 480), "build 7"),
                        new TreeMap<>(),
                        List.of(Purpose.TRAIN_ROBOT_POLICY),
                        Asked.ALL,
                        new Logged("log.example", "log.example+00000000+AAAA", 0),
                        Optional.empty(),
                        new Ruled(14, 2, "0".repeat(64)),
                        List.of(episodes)))
                .text();
    }

    private static CopyEpisode episode(
            String task, String outcome, int frames, List<CopyStream> streams, Duration bound) {
        return episode(task, outcome, frames, streams, bound, List.of(SOUND, SMALL, GAP, GAP));
    }

    private static CopyEpisode episode(
            String task,
            String outcome,
            int frames,
            List<CopyStream> streams,
            Duration bound,
            List<CopyFinding> findings) {
        List<ClockAlignment> alignments = streams.stream()
                .map(stream -> new ClockAlignment(
                        new ClockName(stream.name()),
                        ClockName.VIDEO,
                        0,
                        bound.toNanos(),
                        ClockAlignment.Method.ASSUMED_COMMON_START))
                .toList();
        return new CopyEpisode(
                "e0e0",
                "c0c0",
                "d0d0",
                task,
                outcome,
                PrivacyLevel.SCRUBBED,
                Level.WARN,
                findings,
                new TimeSpan(0, 1_000_000_000),
                frames,
                2,
                3,
                new TreeMap<>(streams.isEmpty() ? Map.of() : Map.of("observation.imu", 5)),
                streams,
                Optional.empty(),
                alignments,
                Optional.of(new CopyPicture(1920, 1080, 29.97, frames)));
    }
}
