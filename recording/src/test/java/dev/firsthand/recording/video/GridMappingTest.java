package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.TimeBase;
import dev.firsthand.streams.time.TimeSpan;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridMappingTest {
    @Test
    void a_source_on_the_grid_maps_frame_by_frame() {
        var mapping = GridMapping.of(times(new TimeBase(1, 30), 0, 1, 2, 3, 4), 30);
        assertThat(mapping.sourceFrame()).containsExactly(0, 1, 2, 3, 4);
        assertThat(mapping.identity()).isTrue();
        assertThat(mapping.displacementMaxNanos()).isZero();
    }

    @Test
    void each_grid_frame_shows_the_last_frame_that_is_not_after_it() {
        // 100 ms, 133.9 ms (too late for grid frame 4), 150 ms, 400 ms; grid of 30
        var times = times(new TimeBase(1, 10_000), 0, 1000, 1339, 1500, 4000);
        var mapping = GridMapping.of(times, new TimeSpan(0, 400_000_001), 30);
        assertThat(mapping.sourceFrame()).containsExactly(0, 0, 0, 1, 1, 3, 3, 3, 3, 3, 3, 3, 4);
        assertThat(mapping.captureTimesNanos()[4]).isEqualTo(100_000_000);
        assertThat(mapping.drops()).isEqualTo(1);
        assertThat(mapping.repeats()).isEqualTo(9);
        assertThat(mapping.identity()).isFalse();
    }

    @Test
    void a_frame_is_on_time_up_to_half_a_millisecond_after_its_grid_time() {
        var on = times(new TimeBase(1, 1_000_000), 0, 100_500);
        var late = times(new TimeBase(1, 1_000_000), 0, 100_501);
        var span = new TimeSpan(0, 133_000_000);
        assertThat(GridMapping.of(on, span, 30).sourceFrame()).containsExactly(0, 0, 0, 1);
        assertThat(GridMapping.of(on, span, 30).captureTimesNanos()[3]).isEqualTo(100_500_000);
        assertThat(GridMapping.of(late, span, 30).sourceFrame()).containsExactly(0, 0, 0, 0);
    }

    @Test
    void times_in_whole_milliseconds_lose_and_repeat_no_frame() {
        for (int fps : new int[] {24, 25, 30, 60, 120}) {
            FrameTimes times = times(new TimeBase(1, 1000), milliseconds(10 * fps, fps));
            var mapping = GridMapping.of(times, new TimeSpan(0, 10_000_000_000L), fps);
            assertThat(mapping.identity()).as("%d a second", fps).isTrue();
            assertThat(mapping.size()).isEqualTo(10 * fps);
        }
    }

    @Test
    void a_part_of_times_in_whole_milliseconds_loses_and_repeats_no_frame() {
        FrameTimes times = times(new TimeBase(1, 1000), milliseconds(300, 30));
        for (int first = 1; first < 200; first++) {
            var span = new TimeSpan(times.presentationNanos()[first], times.presentationNanos()[first + 90]);
            var mapping = GridMapping.of(times, span, 30);
            assertThat(mapping.sourceFrame())
                    .as("from frame %d", first)
                    .startsWith(IntStream.range(first, first + 90).toArray());
            assertThat(mapping.drops()).isZero();
        }
    }

    @Test
    void the_last_picture_stays_until_the_end_of_the_span() {
        FrameTimes times = steady(240, 24);
        assertThat(times.span().endNanos()).isBetween(9_999_999_999L, 10_000_000_000L);

        var mapping = GridMapping.of(times, 30);

        assertThat(mapping.size()).isEqualTo(300);
        assertThat(mapping.sourceFrame()[299]).isEqualTo(239);
        assertThat(mapping.captureTimesNanos()[299]).isEqualTo(9_958_333_333L);
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 30, 50, 60})
    void a_second_has_as_many_grid_frames_wherever_its_end_was_rounded_to(int source) {
        FrameTimes times = steady(10 * source, source);
        for (long end : new long[] {3_999_999_999L, 4_000_000_000L}) {
            assertThat(GridMapping.of(times, new TimeSpan(1_000_000_000, end), 30)
                            .size())
                    .isEqualTo(90);
        }
        assertThat(GridMapping.of(times, 30).size()).isEqualTo(300);
    }

    @Test
    void the_grid_ends_before_the_end_of_the_span() {
        FrameTimes times = times(new TimeBase(1, 1000), 0, 999);
        assertThat(GridMapping.of(times, new TimeSpan(0, 1_000_000_000), 10).size())
                .isEqualTo(10);
        assertThat(GridMapping.of(times, new TimeSpan(0, 1_000_001_000), 10).size())
                .isEqualTo(11);
        assertThat(GridMapping.of(times(new TimeBase(1, 1000), 0), 10).size()).isEqualTo(1);
    }

    @Test
    void a_faster_source_loses_frames_and_they_are_counted() {
        var mapping = GridMapping.of(steady(5, 60), 30);
        assertThat(mapping.sourceFrame()).containsExactly(0, 2, 4);
        assertThat(mapping.drops()).isEqualTo(2);
        assertThat(mapping.repeats()).isZero();
        assertThat(GridMapping.of(steady(4, 60), 30).sourceFrame()).containsExactly(0, 2);
    }

    private static FrameTimes steady(int frames, int rate) {
        return times(new TimeBase(1, rate), LongStream.range(0, frames).toArray());
    }

    private static long[] milliseconds(int frames, int rate) {
        return LongStream.range(0, frames)
                .map(k -> Math.round(k * 1000.0 / rate))
                .toArray();
    }

    private static FrameTimes times(TimeBase base, long... ticks) {
        var nanos = new long[ticks.length];
        for (int i = 0; i < ticks.length; i++) {
            nanos[i] = base.nanos(ticks[i]);
        }
        return new FrameTimes(nanos, new boolean[ticks.length], 0);
    }
}
