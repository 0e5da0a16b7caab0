package dev.firsthand.engine.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.sidecar.SidecarNote;
import dev.firsthand.recording.video.VideoFacts;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ContainerChecksTest {
    private static final FrameTimes TIMES = new FrameTimes(
            LongStream.range(0, 90).map(k -> k * 1_000_000_000 / 30).toArray(), new boolean[90], 0);

    @Test
    void a_hole_in_a_sensor_stream_is_a_finding_with_its_place() {
        var hole = new TimeSpan(500_000_000, 1_005_000_000);

        List<Finding> findings = ContainerChecks.of(recording(hole), TIMES);

        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("stream-gap"))
                .extracting(Finding::span)
                .containsExactly(Optional.of(hole));
    }

    @Test
    void twenty_four_pictures_a_second_are_enough_also_where_a_container_counts_milliseconds() {
        assertThat(rateLow(24, 1_000_000)).isFalse();
        assertThat(rateLow(24, 1)).isFalse();
        assertThat(rateLow(23, 1_000_000)).isTrue();
    }

    private static boolean rateLow(int perSecond, long unitNanos) {
        long[] times = LongStream.range(0, 90)
                .map(k -> Math.round(k * 1e9 / perSecond / unitNanos) * unitNanos)
                .toArray();
        return ContainerChecks.of(
                        recording(new TimeSpan(0, 1)),
                        new FrameTimes(times, new boolean[90], 1_000_000_000 / perSecond))
                .stream()
                .anyMatch(finding -> finding.code().equals("rate-low"));
    }

    private static FilmedRecording recording(TimeSpan hole) {
        var facts = new VideoFacts(
                "mp4",
                0,
                "h264",
                "Main",
                640,
                480,
                0,
                "yuv420p",
                8,
                "bt709",
                3_000_000_000L,
                90,
                0,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
        var note = new SidecarNote(
                SidecarNote.Level.WARN,
                "stream-gap",
                new StreamName("imu"),
                Optional.of(hole),
                505,
                30,
                "ms",
                "No sample for 505 ms. Keep the logger open.");
        return new FilmedRecording(
                new ObjectId(new UUID(0, 1)),
                facts,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(note),
                Optional.empty(),
                Optional.empty());
    }
}
