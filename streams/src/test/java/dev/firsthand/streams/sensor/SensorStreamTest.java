package dev.firsthand.streams.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.streams.time.ClockName;
import org.junit.jupiter.api.Test;

class SensorStreamTest {
    private static final ClockName CLOCK = new ClockName("imu");

    @Test
    void between_two_samples_an_imu_is_read_on_a_straight_line() {
        var read = imu(0, 100).onTimes(new long[] {0, 25, 100});

        assertThat(read.stream().value(1, 0)).isCloseTo(25, within(1e-9));
        assertThat(read.stream().value(2, 5)).isCloseTo(105, within(1e-9));
        assertThat(read.held()).isZero();
    }

    @Test
    void outside_the_covered_span_the_edge_is_held_and_counted() {
        var read = imu(100, 200).onTimes(new long[] {0, 50, 150, 300});

        assertThat(read.heldBefore()).isEqualTo(2);
        assertThat(read.heldAfter()).isEqualTo(1);
        assertThat(read.stream().value(0, 0)).isEqualTo(100);
        assertThat(read.stream().value(3, 0)).isEqualTo(200);
    }

    @Test
    void two_samples_of_one_time_do_not_make_a_number_that_is_none() {
        var read = imu(0, 50, 50, 100).onTimes(new long[] {49, 50, 51});

        assertThat(read.stream().values()).doesNotContain(Double.NaN);
    }

    @Test
    void a_rotation_is_read_on_the_shorter_arc_and_stays_of_unit_length() {
        double half = Math.sqrt(0.5);
        // No rotation, then a quarter turn about z written with the opposite sign: the same rotation.
        var read = pose(new double[] {0, 0, 0, 0, 0, 0, 1}, new double[] {2, 0, 0, 0, 0, -half, -half})
                .onTimes(new long[] {50});

        assertThat(read.stream().value(0, 0)).isCloseTo(1, within(1e-9));
        assertThat(Math.abs(read.stream().value(0, 5))).isCloseTo(Math.sin(Math.PI / 8), within(1e-9));
        assertThat(Math.abs(read.stream().value(0, 6))).isCloseTo(Math.cos(Math.PI / 8), within(1e-9));
    }

    @Test
    void an_empty_stream_cannot_be_read_at_any_time() {
        assertThatThrownBy(() -> imu().onTimes(new long[] {0})).hasMessageContaining("empty");
    }

    /// Channel c of the sample at time t holds t + c.
    private static SensorStream imu(long... times) {
        double[] values = new double[times.length * 6];
        for (int i = 0; i < values.length; i++) {
            values[i] = times[i / 6] + i % 6;
        }
        return new SensorStream(new StreamName("imu"), SensorKind.IMU, CLOCK, times, values);
    }

    private static SensorStream pose(double[] first, double[] second) {
        double[] values = new double[14];
        System.arraycopy(first, 0, values, 0, 7);
        System.arraycopy(second, 0, values, 7, 7);
        return new SensorStream(
                new StreamName("camera-pose"), SensorKind.CAMERA_POSE, CLOCK, new long[] {0, 100}, values);
    }
}
