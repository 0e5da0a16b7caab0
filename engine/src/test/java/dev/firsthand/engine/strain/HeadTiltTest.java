package dev.firsthand.engine.strain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.streams.sensor.SensorKind;
import dev.firsthand.streams.sensor.SensorStream;
import dev.firsthand.streams.sensor.StreamName;
import dev.firsthand.streams.time.ClockName;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class HeadTiltTest {
    private static final int HERTZ = 50;

    @Test
    void what_is_bent_against_the_most_upright_moments_is_sure_and_what_is_bent_against_the_horizon_is_possible() {
        // the phone looks down by 30 degrees on an upright head; after two minutes the head bends by 25 more
        HeadTilt tilt = HeadTilt.of(worn(300, second -> second < 120 ? 30 : 55));

        assertThat(tilt.worn()).isEqualTo(Duration.ofMinutes(5));
        assertThat(tilt.bentSure()).isEqualTo(Duration.ofMinutes(3));
        assertThat(tilt.bentPossible()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void an_upright_head_with_a_level_phone_is_not_bent() {
        HeadTilt tilt = HeadTilt.of(worn(60, second -> 10));

        assertThat(tilt.bentSure()).isZero();
        assertThat(tilt.bentPossible()).isZero();
    }

    @Test
    void it_does_not_matter_which_way_round_the_phone_counts_its_axis() {
        SensorStream one = worn(100, second -> second < 50 ? 0 : 40);
        double[] mirrored = one.values().clone();
        for (int i = 2; i < mirrored.length; i += 6) {
            mirrored[i] = -mirrored[i];
        }

        assertThat(HeadTilt.of(new SensorStream(one.name(), one.kind(), one.clock(), one.timesNanos(), mirrored)))
                .isEqualTo(HeadTilt.of(one));
    }

    @Test
    void a_phone_that_lies_on_a_table_is_not_worn_and_a_head_that_holds_still_is() {
        SensorStream stream = worn(200, second -> 40);
        still(stream, 20, 40); // holds still
        still(stream, 100, 160); // lies on the table

        assertThat(HeadTilt.of(stream).worn()).isEqualTo(Duration.ofSeconds(140));
    }

    @Test
    void a_phone_that_nobody_wore_says_nothing_of_a_head() {
        SensorStream stream = worn(60, second -> 80);
        still(stream, 0, 60);

        assertThat(HeadTilt.of(stream)).isEqualTo(new HeadTilt(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void a_clock_that_jumps_by_years_costs_no_memory() {
        SensorStream stream = worn(100, second -> 10);
        stream.timesNanos()[stream.size() - 1] = Long.MAX_VALUE;

        assertThat(HeadTilt.of(stream).worn()).isEqualTo(Duration.ofSeconds(100));
    }

    private static void still(SensorStream stream, int fromSecond, int toSecond) {
        for (int i = fromSecond * HERTZ; i < toSecond * HERTZ; i++) {
            for (int axis = 3; axis < 6; axis++) {
                stream.values()[6 * i + axis] = 0.001;
            }
        }
    }

    private static SensorStream worn(int seconds, IntToDoubleFunction tiltDegrees) {
        var random = new SplittableRandom(1);
        long[] times = new long[seconds * HERTZ];
        double[] values = new double[6 * times.length];
        for (int i = 0; i < times.length; i++) {
            double tilt = Math.toRadians(tiltDegrees.applyAsDouble(i / HERTZ));
            times[i] = 812_000_000_000L + i * 1_000_000_000L / HERTZ;
            values[6 * i + 1] = -9.81 * Math.cos(tilt) + 0.05 * random.nextGaussian();
            values[6 * i + 2] = -9.81 * Math.sin(tilt) + 0.05 * random.nextGaussian();
            for (int axis = 3; axis < 6; axis++) {
                values[6 * i + axis] = 0.05 * random.nextGaussian();
            }
        }
        return new SensorStream(new StreamName("imu"), SensorKind.IMU, new ClockName("imu"), times, values);
    }
}
