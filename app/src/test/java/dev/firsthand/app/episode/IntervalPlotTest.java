package dev.firsthand.app.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.app.episode.Shown.Plot;
import dev.firsthand.app.page.Texts;
import dev.firsthand.engine.quality.FrameIntervals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IntervalPlotTest {
    private static final int STEADY_MICROS = 33_333;

    @Test
    void a_steady_recording_of_hours_is_one_short_path_without_gaps() {
        Plot plot = plot(columns(600), columns(600));

        assertThat(plot.steady()).startsWith("M0 ").contains("H600").hasSizeLessThan(40);
        assertThat(plot.gaps()).isEmpty();
        assertThat(plot.duplicates()).isEmpty();
        assertThat(plot.rules()).extracting(Shown.Rule::text).containsExactly("1,000 ms", "100 ms", "10 ms");
    }

    @Test
    void a_gap_and_frames_of_one_time_are_drawn_once_more_where_they_are() {
        int[] longest = columns(600);
        longest[200] = 2_000_000;
        int[] shortest = columns(600);
        shortest[400] = 0;

        Plot plot = plot(shortest, longest);

        assertThat(plot.gaps()).startsWith("M200 ").contains("H201").doesNotContain("H202");
        assertThat(plot.duplicates()).startsWith("M400 ").contains("H401");
        assertThat(plot.rules().getFirst().text()).isEqualTo("10,000 ms");
    }

    @Test
    void no_recording_needs_more_than_a_few_kilobytes() {
        int[] longest = columns(600);
        Arrays.setAll(longest, column -> STEADY_MICROS + 97 * column);

        assertThat(plot(columns(600), longest).steady()).hasSizeLessThan(20_000);
    }

    private static int[] columns(int count) {
        int[] columns = new int[count];
        Arrays.fill(columns, STEADY_MICROS);
        return columns;
    }

    private static Plot plot(int[] shortest, int[] longest) {
        var intervals =
                new FrameIntervals(216_000, 7_200_000_000_000L, STEADY_MICROS * 1_000L, 0, 0, shortest, longest);
        return IntervalPlot.of(intervals, english());
    }

    private static Texts english() {
        return Texts.in("en");
    }
}
