package dev.firsthand.engine.strain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.capture.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WearingTest {
    private static final Instant NOW = Instant.parse("2026-03-01T18:00:00Z");

    @Test
    void recordings_without_a_break_of_five_minutes_between_them_are_one_stretch() {
        Wearing wearing = wearing(reading(100, 12), reading(85, 9), reading(70, 3));

        assertThat(wearing.longest()).isEqualTo(Duration.ofMinutes(21));
        assertThat(wearing.tooLong()).isTrue();
        assertThat(wearing.today()).isEqualTo(Duration.ofMinutes(24));
        assertThat(wearing.tooMuch()).isFalse();
    }

    @Test
    void after_a_break_of_five_minutes_the_count_begins_anew() {
        assertThat(wearing(reading(100, 15), reading(80, 15)).longest()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void twenty_minutes_and_two_hours_are_allowed_and_a_minute_more_is_not() {
        assertThat(wearing(reading(100, 20)).tooLong()).isFalse();
        assertThat(wearing(reading(100, 21)).tooLong()).isTrue();
        StrainReading[] day = new StrainReading[6];
        Arrays.setAll(day, i -> reading(1000 - 60 * i, 20));
        assertThat(wearing(day).tooMuch()).isFalse();
        day[0] = reading(1000, 21);
        assertThat(wearing(day).tooMuch()).isTrue();
    }

    @Test
    void what_was_yesterday_no_longer_counts_and_who_recorded_nothing_has_worn_nothing() {
        assertThat(wearing(reading(25 * 60, 40))).isEqualTo(new Wearing(Duration.ZERO, Duration.ZERO));
        assertThat(wearing()).isEqualTo(new Wearing(Duration.ZERO, Duration.ZERO));
    }

    private static Wearing wearing(StrainReading... readings) {
        return Wearing.of(List.of(readings), NOW);
    }

    private static StrainReading reading(int minutesAgo, int minutes) {
        return new StrainReading(
                new SessionId(new UUID(0, minutesAgo)),
                NOW.minus(Duration.ofMinutes(minutesAgo)),
                Duration.ofMinutes(minutes),
                Optional.empty(),
                Optional.empty());
    }
}
