package dev.firsthand.motion.ergonomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.motion.ergonomics.BreakDue.Reason;
import dev.firsthand.motion.ergonomics.StrainCourse.Moment;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BreakDueTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final int LOOKS = 600; // in a minute

    @Test
    void a_short_and_easy_recording_needs_no_break() {
        assertThat(BreakDue.of(course(9, minute -> new Interval(1, 11)))).isEmpty();
        assertThat(BreakDue.of(new StrainCourse(0.1, List.of(), 5))).isEmpty();
    }

    @Test
    void a_break_is_due_after_twenty_minutes() {
        assertThat(BreakDue.of(course(25, minute -> Interval.of(2))))
                .containsExactly(new BreakDue(Reason.RECORDED_LONG, true, 20 * MINUTE));
    }

    @Test
    void ten_minutes_of_strain_within_half_an_hour_count_with_pauses_between() {
        List<BreakDue> due = BreakDue.of(course(19, minute -> Interval.of(minute % 2 == 0 ? 8 : 2)));

        assertThat(due).containsExactly(new BreakDue(Reason.STRAINED_LONG, true, 19 * MINUTE - MINUTE / LOOKS));
    }

    @Test
    void strain_that_is_long_ago_counts_no_more() {
        assertThat(BreakDue.of(course(60, minute -> Interval.of(minute < 9 || minute > 50 ? 9 : 1))))
                .extracting(BreakDue::reason)
                .containsExactly(Reason.RECORDED_LONG);
    }

    @Test
    void what_is_only_possible_is_said_to_be_so() {
        assertThat(BreakDue.of(course(12, minute -> new Interval(3, 9))))
                .containsExactly(new BreakDue(Reason.STRAINED_LONG, false, 10 * MINUTE - MINUTE / LOOKS));
    }

    private static StrainCourse course(int minutes, IntFunction<Interval> rebaOfMinute) {
        return new StrainCourse(
                0.1,
                IntStream.range(0, minutes * LOOKS)
                        .mapToObj(i -> new Moment(
                                i * MINUTE / LOOKS, rebaOfMinute.apply(i / LOOKS), Interval.of(1), Interval.of(1)))
                        .toList(),
                0);
    }
}
