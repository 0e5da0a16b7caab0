package dev.firsthand.engine.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FrameIntervalsTest {
    private static final long MEDIAN = 33_333_000;

    @Test
    void a_gap_is_as_wide_as_it_lasted_and_no_wider() {
        long[] times = LongStream.range(0, 600)
                .map(frame -> frame * MEDIAN + (frame > 300 ? 600 * MEDIAN : 0))
                .toArray();

        FrameIntervals seen = FrameIntervals.of(times, MEDIAN);

        assertThat(seen.gaps()).isEqualTo(1);
        assertThat(seen.duplicates()).isZero();
        assertThat(seen.longestMicrosOfAll()).isEqualTo(601 * 33_333);
        assertThat(seen.shortestMicrosOfAll()).isEqualTo(33_333);
        long wide = LongStream.range(0, seen.longestMicros().length)
                .filter(column -> seen.longestMicros()[(int) column] > 33_333)
                .count();
        assertThat(wide).as("half of the time").isBetween(299L, 303L);
    }

    @Test
    void two_hours_take_no_more_room_than_a_minute_and_every_column_is_touched() {
        long[] times = LongStream.range(0, 216_000).map(frame -> frame * MEDIAN).toArray();

        FrameIntervals seen = FrameIntervals.of(times, MEDIAN);

        assertThat(seen.shortestMicros())
                .hasSize(FrameIntervals.COLUMNS_MAX)
                .containsOnly(33_333)
                .isEqualTo(seen.longestMicros());
        assertThat(seen.lengthNanos()).isEqualTo(215_999 * MEDIAN);
    }

    @Test
    void frames_of_one_time_are_counted_and_drawn_as_no_interval() {
        FrameIntervals seen = FrameIntervals.of(new long[] {0, 10_000_000, 10_000_000, 20_000_000}, 10_000_000);

        assertThat(seen.duplicates()).isEqualTo(1);
        assertThat(seen.shortestMicrosOfAll()).isZero();
        assertThat(seen.longestMicrosOfAll()).isEqualTo(10_000);
    }

    @Test
    void one_frame_or_none_has_no_interval() {
        assertThat(FrameIntervals.of(new long[0], 0).longestMicros()).isEmpty();
        assertThat(FrameIntervals.of(new long[] {0}, 0).longestMicros()).isEmpty();
    }
}
