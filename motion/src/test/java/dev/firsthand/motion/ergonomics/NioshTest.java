package dev.firsthand.motion.ergonomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.motion.ergonomics.Niosh.Duration;
import dev.firsthand.motion.ergonomics.Niosh.Grip;
import dev.firsthand.motion.ergonomics.Niosh.Lift;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NioshTest {
    private static final Lift BEST = new Lift(25, 75, 25, 0, 0.2, Duration.UP_TO_ONE_HOUR, Grip.GOOD);

    @Test
    void the_best_lift_allows_the_whole_load_constant() {
        assertThat(Niosh.limitKg(BEST)).isCloseTo(23, within(1e-9));
        assertThat(Niosh.index(23, BEST).orElseThrow()).isCloseTo(1, within(1e-9));
    }

    /// 25/50, 1 - 0.003 * 60, 0.82 + 4.5/60, 1 - 0.0032 * 45, two a minute for two hours, fair grip near the floor.
    @Test
    void a_worked_example_multiplies_all_that_makes_a_lift_worse() {
        Lift lift = new Lift(50, 15, 60, 45, 2, Duration.UP_TO_TWO_HOURS, Grip.FAIR);

        assertThat(Niosh.limitKg(lift)).isCloseTo(23 * 0.5 * 0.82 * 0.895 * 0.856 * 0.84 * 0.95, within(1e-9));
    }

    /// One column of the table per row: hands low and high for one hour, two hours, eight hours.
    @ParameterizedTest
    @CsvSource({
        "0.2, 1.00, 1.00, .95, .95, .85, .85",
        "0.5, .97, .97, .92, .92, .81, .81",
        "1, .94, .94, .88, .88, .75, .75",
        "2, .91, .91, .84, .84, .65, .65",
        "3, .88, .88, .79, .79, .55, .55",
        "4, .84, .84, .72, .72, .45, .45",
        "5, .80, .80, .60, .60, .35, .35",
        "6, .75, .75, .50, .50, .27, .27",
        "7, .70, .70, .42, .42, .22, .22",
        "8, .60, .60, .35, .35, .18, .18",
        "9, .52, .52, .30, .30, 0, .15",
        "10, .45, .45, .26, .26, 0, .13",
        "11, .41, .41, 0, .23, 0, 0",
        "12, .37, .37, 0, .21, 0, 0",
        "13, 0, .34, 0, 0, 0, 0",
        "14, 0, .31, 0, 0, 0, 0",
        "15, 0, .28, 0, 0, 0, 0",
        "16, 0, 0, 0, 0, 0, 0"
    })
    void all_cells_of_the_table_of_frequencies_are_those_of_the_manual(
            double perMinute, double low1, double high1, double low2, double high2, double low8, double high8) {
        assertThat(frequency(perMinute, 74, Duration.UP_TO_ONE_HOUR)).isEqualTo(low1);
        assertThat(frequency(perMinute, 75, Duration.UP_TO_ONE_HOUR)).isEqualTo(high1);
        assertThat(frequency(perMinute, 74, Duration.UP_TO_TWO_HOURS)).isEqualTo(low2);
        assertThat(frequency(perMinute, 75, Duration.UP_TO_TWO_HOURS)).isEqualTo(high2);
        assertThat(frequency(perMinute, 74, Duration.UP_TO_EIGHT_HOURS)).isEqualTo(low8);
        assertThat(frequency(perMinute, 75, Duration.UP_TO_EIGHT_HOURS)).isEqualTo(high8);
    }

    @ParameterizedTest
    @CsvSource({"64, 75, 25, 0", "25, 176, 25, 0", "25, 75, 176, 0", "25, 75, 25, 136"})
    void a_lift_out_of_reach_has_no_limit_above_nothing(double forward, double high, double travel, double turn) {
        Lift lift = new Lift(forward, high, travel, turn, 1, Duration.UP_TO_ONE_HOUR, Grip.GOOD);

        assertThat(Niosh.limitKg(lift)).isZero();
        assertThat(Niosh.index(1, lift)).isEmpty();
    }

    @Test
    void what_is_not_declared_in_numbers_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lift(Double.NaN, 75, 25, 0, 1, Duration.UP_TO_ONE_HOUR, Grip.GOOD));
    }

    private static double frequency(double perMinute, double high, Duration duration) {
        return Niosh.frequency(new Lift(25, high, 25, 0, perMinute, duration, Grip.GOOD));
    }
}
