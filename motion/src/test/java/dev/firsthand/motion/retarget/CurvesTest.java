package dev.firsthand.motion.retarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is done to a curve of numbers over time.
class CurvesTest {
    @Test
    void a_speed_limit_holds_everywhere_and_leaves_slow_curves_alone() {
        double[] wild = new Random(7).doubles(500, -1, 1).toArray();
        double[] slow = new double[500];
        for (int f = 0; f < slow.length; f++) {
            slow[f] = Math.sin(f / 100.0);
        }
        double[] held = wild.clone();
        double[] same = slow.clone();

        SpeedLimit.hold(held, 1, 0, 0.02);
        SpeedLimit.hold(same, 1, 0, 0.02);

        for (int f = 0; f < held.length; f++) {
            assertThat(held[f]).isBetween(-1.0, 1.0);
            assertThat(Math.abs(held[f] - held[Math.max(0, f - 1)])).isLessThanOrEqualTo(0.02 + 1e-12);
        }
        assertThat(same).containsExactly(slow, within(1e-12));
    }

    @Test
    void a_speed_limit_is_the_same_backwards() {
        double[] wild = new Random(7).doubles(200, -1, 1).toArray();
        double[] back = reversed(wild);

        SpeedLimit.hold(wild, 1, 0, 0.05);
        SpeedLimit.hold(back, 1, 0, 0.05);

        assertThat(reversed(back)).containsExactly(wild, within(1e-12));
    }

    @Test
    void smoothing_lets_slow_motion_through_takes_tremor_away_and_delays_nothing() {
        int frames = 600;
        double[] slow = new double[frames];
        double[] tremor = new double[frames];
        for (int f = 0; f < frames; f++) {
            slow[f] = Math.sin(2 * Math.PI * f / 120.0); // 1 Hz at 120 frames a second
            tremor[f] = Math.sin(2 * Math.PI * 25 * f / 120.0);
        }
        double[] passed = new double[frames];
        double[] stopped = new double[frames];

        Smoothing.at(6, 120).apply(slow, 1, passed);
        Smoothing.at(6, 120).apply(tremor, 1, stopped);

        for (int f = 20; f < frames - 20; f++) {
            assertThat(passed[f]).isCloseTo(slow[f], within(0.02));
            assertThat(stopped[f]).isCloseTo(0, within(0.01));
        }
    }

    private static double[] reversed(double[] values) {
        double[] back = new double[values.length];
        for (int i = 0; i < back.length; i++) {
            back[i] = values[values.length - 1 - i];
        }
        return back;
    }
}
