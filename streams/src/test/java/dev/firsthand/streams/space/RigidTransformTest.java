package dev.firsthand.streams.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RigidTransformTest {
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);

    private final Random random = new Random(7);

    @Test
    void a_quarter_turn_about_z_brings_x_onto_y() {
        same(Rotation.about(Z, Math.PI / 2).apply(X), Y);
    }

    @Test
    void roll_pitch_and_yaw_turn_about_fixed_axes_in_that_order() {
        same(Rotation.ofRollPitchYaw(Math.PI / 2, 0, Math.PI / 2).apply(Y), Z);
        same(Rotation.ofRollPitchYaw(0, Math.PI / 2, Math.PI / 2).apply(X), new Vector3(0, 0, -1));
    }

    @Test
    void transforms_chain_from_right_to_left_and_undo_themselves() {
        for (int i = 0; i < 200; i++) {
            var aFromB = new RigidTransform(anyRotation(), anyVector());
            var bFromC = new RigidTransform(anyRotation(), anyVector());
            Vector3 point = anyVector();

            same(aFromB.times(bFromC).apply(point), aFromB.apply(bFromC.apply(point)));
            same(aFromB.inverse().apply(aFromB.apply(point)), point);
        }
    }

    @Test
    void a_rotation_between_two_directions_brings_one_onto_the_other_even_when_they_oppose() {
        for (int i = 0; i < 200; i++) {
            Vector3 from = anyVector().unit();
            Vector3 to = anyVector().unit();
            same(Rotation.between(from, to).apply(from), to);
            same(Rotation.between(from, from.times(-1)).apply(from), from.times(-1));
        }
    }

    @Test
    void columns_and_quaternion_say_the_same() {
        for (int i = 0; i < 500; i++) {
            Rotation any = anyRotation();
            Rotation back = Rotation.ofColumns(any.apply(X), any.apply(Y), any.apply(Z));
            assertThat(any.inverse().times(back).angleRadians()).isLessThan(1e-7);
        }
    }

    @Test
    void the_twist_about_an_axis_leaves_a_swing_that_does_not_turn_about_it() {
        Rotation twist = Rotation.about(Z, -0.7);
        Rotation swing = Rotation.about(X, 1.1);

        assertThat(swing.times(twist).twistRadians(Z)).isCloseTo(-0.7, within(1e-12));
        assertThat(swing.twistRadians(Z)).isCloseTo(0, within(1e-12));
    }

    private Vector3 anyVector() {
        return new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
    }

    private Rotation anyRotation() {
        return new Rotation(random.nextGaussian(), random.nextGaussian(), random.nextGaussian(), random.nextGaussian())
                .unit();
    }

    private static void same(Vector3 actual, Vector3 expected) {
        assertThat(actual.minus(expected).length())
                .as("%s is %s", actual, expected)
                .isLessThan(1e-12);
    }
}
