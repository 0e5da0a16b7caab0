package dev.firsthand.motion.ergonomics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.firsthand.recording.mocap.Clip;
import dev.firsthand.recording.mocap.Skeleton;
import dev.firsthand.recording.mocap.Skeleton.Joint;
import dev.firsthand.streams.space.Rotation;
import dev.firsthand.streams.space.Vector3;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostureTest {
    private static final int FRAMES = 20;
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);
    private static final Skeleton BODY = new Skeleton(List.of(
            joint("Hips", -1, 0, 0, 0.9),
            joint("Spine", 0, 0, 0, 0.1),
            joint("Neck", 1, 0, 0, 0.4),
            joint("Head", 2, 0, 0, 0.12),
            joint("LeftArm", 1, 0, 0.18, 0.35),
            joint("LeftForeArm", 4, 0, 0, -0.28),
            joint("LeftHand", 5, 0, 0, -0.25),
            joint("RightArm", 1, 0, -0.18, 0.35),
            joint("RightForeArm", 7, 0, 0, -0.28),
            joint("RightHand", 8, 0, 0, -0.25),
            joint("LeftUpLeg", 0, 0, 0.1, 0),
            joint("LeftLeg", 10, 0, 0, -0.42),
            joint("LeftFoot", 11, 0, 0, -0.42),
            joint("RightUpLeg", 0, 0, -0.1, 0),
            joint("RightLeg", 13, 0, 0, -0.42),
            joint("RightFoot", 14, 0, 0, -0.42)));

    @Test
    void angles_of_a_posed_body_are_measured() {
        Clip clip = clip();
        pose(clip, 1, Rotation.about(Y, Math.toRadians(40)));
        pose(clip, 4, Rotation.about(Y, Math.toRadians(-60)));
        pose(clip, 5, Rotation.about(Y, Math.toRadians(-75)));
        pose(clip, 7, Rotation.about(X, Math.toRadians(-50)));
        pose(clip, 3, Rotation.NONE);
        pose(clip, 2, Rotation.about(Y, Math.toRadians(25)));
        Posture posture = new PostureReader(clip).at(FRAMES - 1);

        // the bend sits above the hips: hips to shoulders lean a little less
        assertThat(posture.trunkFlexion()).isBetween(28.0, 40.0);
        assertThat(posture.trunkSide()).isCloseTo(0, within(0.01));
        assertThat(posture.neckFlexion()).isBetween(25.0, 38.0);
        assertThat(posture.left().elbow()).isCloseTo(75, within(0.01));
        assertThat(posture.left().flexion()).isBetween(45.0, 62.0);
        assertThat(posture.right().abduction()).isCloseTo(50, within(5.0));
        assertThat(posture.footing()).isEqualTo(Posture.Footing.BOTH_FEET);
        assertThat(posture.left().wrist()).isNaN();
    }

    @Test
    void a_turned_trunk_is_a_twist_whichever_way_the_body_faces() {
        for (double facing : new double[] {0, 1, 3}) {
            Clip clip = clip();
            turnAll(clip, 0, Rotation.about(Z, facing));
            pose(clip, 1, Rotation.about(Z, Math.toRadians(30)));
            Posture posture = new PostureReader(clip).at(FRAMES - 1);

            assertThat(posture.trunkTwist()).isCloseTo(30, within(0.1));
            assertThat(posture.trunkFlexion()).isCloseTo(0, within(0.01));
        }
    }

    @Test
    void a_lifted_foot_and_bent_knees_leave_no_firm_ground() {
        Clip lifted = clip();
        pose(lifted, 10, Rotation.about(Y, Math.toRadians(-40)));
        assertThat(new PostureReader(lifted).at(FRAMES - 1).footing()).isEqualTo(Posture.Footing.ONE_FOOT);

        Clip bent = clip();
        for (int thigh : new int[] {10, 13}) {
            pose(bent, thigh, Rotation.about(Y, Math.toRadians(-80)));
            pose(bent, thigh + 1, Rotation.about(Y, Math.toRadians(90)));
        }
        assertThat(new PostureReader(bent).at(FRAMES - 1).footing()).isEqualTo(Posture.Footing.UNKNOWN);
        assertThat(new PostureReader(bent).at(FRAMES - 1).kneeWorst()).isCloseTo(90, within(0.1));
    }

    @Test
    void strain_over_time_is_sure_at_least_and_possible_at_most() {
        Clip clip = clip();
        pose(clip, 1, Rotation.about(Y, Math.toRadians(75)));
        Strain strain = Strain.of(clip, Unseen.NOTHING_DECLARED).orElseThrow();

        assertThat(strain.scoredSeconds()).isCloseTo(2, within(1e-9));
        assertThat(sum(strain.rebaShareBest())).isCloseTo(1, within(1e-9));
        assertThat(sum(strain.rebaShareWorst())).isCloseTo(1, within(1e-9));
        assertThat(strain.highRunSecondsWorst()).isGreaterThanOrEqualTo(strain.highRunSecondsBest());
        assertThat(strain.rulaMeanWorst()).isGreaterThan(strain.rulaMeanBest());
        Strain light = Strain.of(clip(), Unseen.LIGHT).orElseThrow();
        assertThat(light.highRunSecondsWorst()).isZero();
    }

    @Test
    void time_without_measurement_is_told_and_not_scored() {
        Clip clip = clip();
        Arrays.fill(clip.rotations(), 4 * BODY.size() * 10, 4 * BODY.size() * 15, Float.NaN);
        Strain strain = Strain.of(clip, Unseen.LIGHT).orElseThrow();

        assertThat(strain.unscoredSeconds()).isCloseTo(0.5, within(1e-9));
        assertThat(strain.scoredSeconds()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void a_skeleton_without_a_body_has_no_strain() {
        var stick = new Skeleton(List.of(joint("a", -1, 0, 0, 0), joint("b", 0, 0, 0, 1)));
        var random = new Random(1);
        float[] turns = new float[8];
        turns[3] = 1;
        turns[7] = 1;

        assertThat(Strain.of(
                        new Clip(stick, 0.1 + random.nextDouble(), 1, 0, turns, new int[0], new double[0]),
                        Unseen.LIGHT))
                .isEmpty();
    }

    private static double sum(java.util.Map<Reba.Level, Double> shares) {
        return shares.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Stands upright for the first half of two seconds; the second half is posed.
    private static Clip clip() {
        float[] turns = new float[4 * BODY.size() * FRAMES];
        for (int i = 3; i < turns.length; i += 4) {
            turns[i] = 1;
        }
        return new Clip(BODY, 0.1, FRAMES, 0, turns, new int[0], new double[0]);
    }

    private static void pose(Clip clip, int joint, Rotation q) {
        for (int f = FRAMES / 2; f < FRAMES; f++) {
            set(clip, f, joint, q);
        }
    }

    private static void turnAll(Clip clip, int joint, Rotation q) {
        for (int f = 0; f < FRAMES; f++) {
            set(clip, f, joint, q);
        }
    }

    private static void set(Clip clip, int frame, int joint, Rotation q) {
        int at = 4 * (frame * BODY.size() + joint);
        clip.rotations()[at] = (float) q.x();
        clip.rotations()[at + 1] = (float) q.y();
        clip.rotations()[at + 2] = (float) q.z();
        clip.rotations()[at + 3] = (float) q.w();
    }

    private static Joint joint(String name, int parent, double x, double y, double z) {
        return new Joint(name, parent, new Vector3(x, y, z), false);
    }
}
