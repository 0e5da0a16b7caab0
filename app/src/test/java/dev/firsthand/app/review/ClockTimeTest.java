package dev.firsthand.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClockTimeTest {
    @Test
    void moments_are_read_as_players_show_them() {
        assertThat(ClockTime.nanos("1:05")).contains(65_000_000_000L);
        assertThat(ClockTime.nanos("1:05.5")).contains(65_500_000_000L);
        assertThat(ClockTime.nanos("1:01:05")).contains(3_665_000_000_000L);
        assertThat(ClockTime.nanos("90")).contains(90_000_000_000L);
        assertThat(ClockTime.nanos("0.000000001")).contains(1L);
    }

    @Test
    void what_is_no_moment_is_none() {
        for (String text : List.of("", "-1", "1:", ":30", "1:2:3:4", "1e3", "NaN", "1:05.", "99999999", "1,5")) {
            assertThat(ClockTime.nanos(text)).as(text).isEmpty();
        }
    }
}
