package dev.firsthand.motion.ergonomics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.motion.ergonomics.Posture.Footing;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoresTest {
    private static final Arm HANGING = new Arm(0, 0, 80, 0, 0, 0);
    private static final Posture UPRIGHT = new Posture(0, 0, 0, 10, 0, 0, 0, Footing.BOTH_FEET, HANGING, HANGING);

    @Test
    void an_upright_body_with_light_hands_has_the_least_scores() {
        assertThat(Reba.score(UPRIGHT, Unseen.LIGHT)).isEqualTo(Interval.of(1));
        assertThat(Rula.score(UPRIGHT, Unseen.LIGHT)).isEqualTo(Interval.of(1));
        assertThat(Owas.score(UPRIGHT, Unseen.LIGHT)).isEqualTo(Interval.of(1));
    }

    /// Trunk 50 degrees forward (3), neck 30 (2), knees 40 (1 + 1): A 5, load 5 to 10 kg: 6. Arm 70 (3), elbow 50
    /// (2), wrist 20 (2): B 5, fair grip: 6. C 8, held still: 9.
    @Test
    void a_worked_example_of_reba_comes_to_nine() {
        Arm arm = new Arm(70, 0, 50, 20, 0, 0);
        Posture posture = new Posture(50, 0, 0, 30, 0, 0, 40, Footing.BOTH_FEET, arm, HANGING);
        Unseen unseen = new Unseen(
                Interval.of(1),
                Interval.of(0),
                Interval.of(1),
                Interval.of(1),
                Interval.of(0),
                Interval.of(0),
                Interval.of(1),
                Interval.of(0),
                Interval.of(0));

        assertThat(Reba.score(posture, unseen)).isEqualTo(Interval.of(9));
        assertThat(Reba.level(9)).isEqualTo(Reba.Level.HIGH);
    }

    /// Arm 30 (2), elbow 80 (1), wrist 10 (2), not turned: A 3. Neck 15 (2), trunk 10 (2), standing: B 2. C 3.
    @Test
    void a_worked_example_of_rula_comes_to_three() {
        Arm arm = new Arm(30, 0, 80, 10, 0, 0);
        Posture posture = new Posture(10, 0, 0, 15, 0, 0, 0, Footing.BOTH_FEET, arm, HANGING);

        assertThat(Rula.score(posture, Unseen.LIGHT)).isEqualTo(Interval.of(3));
    }

    /// Bent by 30 degrees (2), one arm above the shoulder (2), on both feet with bent knees (4; or walking: 7).
    @ParameterizedTest
    @CsvSource({"1, 2, 3", "2, 3, 4", "3, 4, 4"})
    void a_worked_example_of_owas_rises_with_the_load(int load, int best, int worst) {
        Posture posture = new Posture(30, 0, 0, 0, 0, 0, 50, Footing.BOTH_FEET, new Arm(120, 0, 0, 0, 0, 0), HANGING);
        Unseen u = Unseen.LIGHT;
        Unseen declared = new Unseen(
                u.rebaLoad(),
                u.rulaForce(),
                Interval.of(load),
                u.coupling(),
                u.raised(),
                u.supported(),
                u.activity(),
                u.muscleUse(),
                u.acrossMidline());

        assertThat(Owas.score(posture, declared)).isEqualTo(new Interval(best, worst));
    }

    @ParameterizedTest
    @CsvSource({"-21, 3", "-20, 2", "-5, 1", "0, 1", "5, 1", "6, 2", "20, 2", "21, 3", "60, 3", "61, 4"})
    void an_angle_on_an_edge_belongs_to_the_band_of_less_strain(double trunk, int points) {
        Posture posture = new Posture(trunk, 0, 0, 0, 0, 0, 0, Footing.BOTH_FEET, HANGING, HANGING);

        assertThat(Reba.trunk(posture)).isEqualTo(Interval.of(points));
    }

    @Test
    void what_is_not_seen_widens_the_score_and_never_hides_the_truth() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Posture truth = posture(random);
            Unseen known = unseen(random);
            int reba = Reba.score(truth, known).best();
            int rula = Rula.score(truth, known).best();
            assertThat(Reba.score(truth, known)).isEqualTo(Interval.of(reba));
            assertThat(Rula.score(truth, known)).isEqualTo(Interval.of(rula));

            Posture blurred = blurred(truth, random);
            Interval owas = Owas.score(truth, known);
            assertThat(Owas.score(blurred, known))
                    .matches(wider -> wider.best() <= owas.best() && wider.worst() >= owas.worst());
            assertThat(Reba.score(blurred, known).contains(reba)).isTrue();
            assertThat(Rula.score(blurred, known).contains(rula)).isTrue();
            assertThat(Reba.score(blurred, Unseen.NOTHING_DECLARED).contains(reba))
                    .isTrue();
            assertThat(Rula.score(blurred, Unseen.NOTHING_DECLARED).contains(rula))
                    .isTrue();
        }
    }

    @Test
    void scores_stay_within_their_scales() {
        var random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            Posture any = blurred(posture(random), random);
            assertThat(Reba.score(any, Unseen.NOTHING_DECLARED).best()).isBetween(1, 15);
            assertThat(Reba.score(any, Unseen.NOTHING_DECLARED).worst()).isBetween(1, 15);
            assertThat(Rula.score(any, Unseen.NOTHING_DECLARED).best()).isBetween(1, 7);
            assertThat(Rula.score(any, Unseen.NOTHING_DECLARED).worst()).isBetween(1, 7);
        }
    }

    private static Posture posture(Random random) {
        return new Posture(
                angle(random),
                angle(random) / 4,
                angle(random) / 4,
                angle(random) / 2,
                angle(random) / 4,
                angle(random) / 4,
                Math.abs(angle(random)),
                List.of(Footing.BOTH_FEET, Footing.ONE_FOOT, Footing.SITTING).get(random.nextInt(3)),
                arm(random),
                arm(random));
    }

    private static Arm arm(Random random) {
        return new Arm(
                angle(random) * 1.5,
                angle(random),
                Math.abs(angle(random)) * 1.5,
                angle(random) / 3,
                angle(random) / 5,
                angle(random));
    }

    private static double angle(Random random) {
        return 180 * random.nextDouble() - 90;
    }

    private static Posture blurred(Posture p, Random random) {
        return new Posture(
                maybe(p.trunkFlexion(), random),
                maybe(p.trunkSide(), random),
                maybe(p.trunkTwist(), random),
                maybe(p.neckFlexion(), random),
                maybe(p.neckSide(), random),
                maybe(p.neckTwist(), random),
                maybe(p.kneeWorst(), random),
                random.nextBoolean() ? p.footing() : Footing.UNKNOWN,
                blurred(p.left(), random),
                blurred(p.right(), random));
    }

    private static Arm blurred(Arm arm, Random random) {
        return new Arm(
                maybe(arm.flexion(), random),
                maybe(arm.abduction(), random),
                maybe(arm.elbow(), random),
                maybe(arm.wrist(), random),
                maybe(arm.deviation(), random),
                maybe(arm.twist(), random));
    }

    private static double maybe(double angle, Random random) {
        return random.nextInt(3) == 0 ? Double.NaN : angle;
    }

    private static Unseen unseen(Random random) {
        return new Unseen(
                Interval.of(random.nextInt(4)),
                Interval.of(random.nextInt(4)),
                Interval.of(1 + random.nextInt(3)),
                Interval.of(random.nextInt(4)),
                Interval.of(random.nextInt(2)),
                Interval.of(-random.nextInt(2)),
                Interval.of(random.nextInt(4)),
                Interval.of(random.nextInt(2)),
                Interval.of(random.nextInt(2)));
    }
}
