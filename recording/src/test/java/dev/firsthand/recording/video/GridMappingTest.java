package dev.firsthand.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.recording.mp4.FrameTimes;
import dev.firsthand.recording.mp4.TimeBase;
import org.junit.jupiter.api.Test;

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
        // 100 ms, 133.4 ms (just after grid frame 4), 150 ms, 400 ms; grid of 30
        var mapping = GridMapping.of(times(new TimeBase(1, 10_000), 0, 1000, 1334, 1500, 4000), 30);
        assertThat(mapping.sourceFrame()).containsExactly(0, 0, 0, 1, 1, 3, 3, 3, 3, 3, 3, 3, 4);
        assertThat(mapping.captureTimesNanos()[4]).isEqualTo(100_000_000);
        assertThat(mapping.drops()).isEqualTo(1);
        assertThat(mapping.repeats()).isEqualTo(9);
        assertThat(mapping.identity()).isFalse();
    }

    @Test
    void the_grid_ends_where_the_source_ends() {
        assertThat(GridMapping.of(times(new TimeBase(1, 1000), 0, 999), 10).size())
                .isEqualTo(10);
        assertThat(GridMapping.of(times(new TimeBase(1, 1000), 0, 1000), 10).size())
                .isEqualTo(11);
    }

    @Test
    void a_faster_source_loses_frames_and_they_are_counted() {
        var mapping = GridMapping.of(times(new TimeBase(1, 60), 0, 1, 2, 3, 4), 30);
        assertThat(mapping.sourceFrame()).containsExactly(0, 2, 4);
        assertThat(mapping.drops()).isEqualTo(2);
        assertThat(mapping.repeats()).isZero();
    }

    private static FrameTimes times(TimeBase base, long... ticks) {
        var nanos = new long[ticks.length];
        for (int i = 0; i < ticks.length; i++) {
            nanos[i] = base.nanos(ticks[i]);
        }
        return new FrameTimes(nanos, new boolean[ticks.length], 0);
    }
}
