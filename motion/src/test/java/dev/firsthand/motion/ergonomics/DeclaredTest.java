package dev.firsthand.motion.ergonomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.motion.ergonomics.Declared.Coupling;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredTest {
    @Test
    void whoever_says_nothing_leaves_all_open() {
        assertThat(said(OptionalDouble.empty(), Optional.empty(), Optional.empty())
                        .unseen())
                .isEqualTo(Unseen.NOTHING_DECLARED);
    }

    @Test
    void empty_hands_and_an_easy_job_leave_nothing_open() {
        assertThat(said(OptionalDouble.of(0), Optional.of(Coupling.GOOD), Optional.of(false))
                        .unseen())
                .isEqualTo(Unseen.LIGHT);
    }

    /// Bounds of the sheets: REBA 5 and 10 kg, RULA 2 and 10, OWAS 10 and 20; jolts of REBA add one, of RULA are three.
    @ParameterizedTest
    @CsvSource({
        "1.9, false, 0, 0, 1",
        "2, false, 0, 1, 1",
        "5, false, 1, 1, 1",
        "10, false, 1, 1, 2",
        "10.5, false, 2, 3, 2",
        "20, false, 2, 3, 2",
        "21, false, 2, 3, 3",
        "21, true, 3, 3, 3"
    })
    void a_load_has_the_points_of_each_sheet(double kg, boolean jolts, int reba, int rula, int owas) {
        Unseen unseen = new Declared(
                        OptionalDouble.of(kg),
                        Optional.empty(),
                        Optional.of(jolts),
                        Optional.of(false),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .unseen();
        assertThat(unseen.rebaLoad()).isEqualTo(Interval.of(reba));
        assertThat(unseen.rulaForce()).isEqualTo(Interval.of(rula));
        assertThat(unseen.owasLoad()).isEqualTo(Interval.of(owas));
    }

    @Test
    void a_load_of_which_nobody_says_how_it_is_moved_may_still_come_with_a_jolt() {
        Unseen unseen =
                said(OptionalDouble.of(7), Optional.empty(), Optional.empty()).unseen();
        assertThat(unseen.rebaLoad()).isEqualTo(new Interval(1, 2));
        assertThat(unseen.rulaForce()).isEqualTo(new Interval(1, 3));
    }

    @Test
    void a_load_below_nothing_is_refused() {
        assertThatThrownBy(() -> said(OptionalDouble.of(-1), Optional.empty(), Optional.empty()))
                .hasMessageContaining("from 0 to 1000 kg");
    }

    private static Declared said(OptionalDouble load, Optional<Coupling> coupling, Optional<Boolean> all) {
        return new Declared(load, coupling, all, all, all, all, all, all, all);
    }
}
