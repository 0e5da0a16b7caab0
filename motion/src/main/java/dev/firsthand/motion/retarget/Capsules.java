package dev.firsthand.motion.retarget;

import java.util.ArrayList;
import java.util.List;

/// Capsules around a robot's bones, pairs of them that must not be inside each other, and how to bring them apart.
///
/// A pair is found by the distance of two stretches of lines (Ericson, Real-Time Collision Detection, 5.1.9). Legs
/// carry the robot: where an arm meets one, the arm gives way. No mesh is looked at: how thick a link is, is a share
/// of the length of the leg.
final class Capsules {
    private static final double TRUNK_SHARE = 0.14;
    private static final double FOREARM_SHARE = 0.05;
    private static final double THIGH_SHARE = 0.085;
    private static final double SHIN_SHARE = 0.07;
    private static final double FOOT_SHARE = 0.045;
    private static final double HAND_SHARE = 0.3; // of the forearm, beyond the wrist
    private static final double CLEAR_METRES = 0.004;
    private static final int ROUNDS = 6;
    private static final double STIFF = 1e-3;
    private static final double STEP_MOST = 0.1;
    private static final int TRUNK = -1;

    private enum Bone {
        TRUNK,
        UPPER,
        LOWER,
        FOREARM,
        FOOT
    }

    /// @param limb whose bone it is, [#TRUNK] for what the arms hang on
    /// @param joints how many joints of the limb's chain move it
    private record Capsule(Bone bone, int limb, int joints, double radius) {}

    private final Limbs limbs;
    private final Capsule[] capsules;
    private final int[] pairs;
    private final double[] ends;
    private final double footMetres;
    private final double[] normal = new double[3];
    private final double[] onOne = new double[3];
    private final double[] onOther = new double[3];
    private final int most;
    private final double[] gradient;

    Capsules(Limbs limbs) {
        this.limbs = limbs;
        double size = limbs.body().sizeMetres();
        footMetres = limbs.body().walks() ? limbs.ball().x() + limbs.body().heelMetres() : 0;
        var all = new ArrayList<Capsule>();
        all.add(new Capsule(Bone.TRUNK, TRUNK, 0, TRUNK_SHARE * size));
        for (int i = 0; i < limbs.count(); i++) {
            int middle = limbs.middle(i);
            if (limbs.isLeg(i)) {
                all.add(new Capsule(Bone.UPPER, i, middle, THIGH_SHARE * size));
                all.add(new Capsule(Bone.LOWER, i, middle + 1, SHIN_SHARE * size));
                all.add(new Capsule(Bone.FOOT, i, limbs.chain(i).count(), FOOT_SHARE * size));
            } else {
                all.add(new Capsule(Bone.FOREARM, i, limbs.chain(i).count(), FOREARM_SHARE * size));
            }
        }
        capsules = all.toArray(Capsule[]::new);
        ends = new double[6 * capsules.length];
        most = all.stream().mapToInt(Capsule::joints).max().orElse(0);
        gradient = new double[2 * most];
        pairs = pairs(limbs.body().walks() ? all : List.of());
    }

    private static int[] pairs(List<Capsule> all) {
        var pairs = new ArrayList<Integer>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Bone one = all.get(i).bone();
                Bone other = all.get(j).bone();
                boolean arm = other == Bone.FOREARM || one == Bone.FOREARM;
                boolean legs = one != Bone.TRUNK && (one == Bone.UPPER) == (other == Bone.UPPER);
                if (all.get(i).limb() != all.get(j).limb() && (arm || legs)) {
                    pairs.add(i);
                    pairs.add(j);
                }
            }
        }
        return pairs.stream().mapToInt(Integer::intValue).toArray();
    }

    /// How deep the deepest pair is in each other; 0 where none is.
    double deepestMetres() {
        for (int c = 0; c < capsules.length; c++) {
            refresh(c);
        }
        double deepest = 0;
        for (int p = 0; p < pairs.length; p += 2) {
            deepest = Math.max(deepest, depth(pairs[p], pairs[p + 1]));
        }
        return deepest;
    }

    /// Moves joints until no pair is in each other, as far as that goes.
    void part() {
        for (int c = 0; c < capsules.length; c++) {
            refresh(c);
        }
        for (int round = 0; round < ROUNDS; round++) {
            boolean met = false;
            for (int p = 0; p < pairs.length; p += 2) {
                double depth = depth(pairs[p], pairs[p + 1]);
                if (depth > 0) {
                    push(pairs[p], pairs[p + 1], depth + CLEAR_METRES);
                    met = true;
                }
            }
            if (!met) {
                return;
            }
        }
    }

    private void push(int one, int other, double metres) {
        Capsule a = capsules[one];
        Capsule b = capsules[other];
        boolean arm = a.bone() == Bone.FOREARM || b.bone() == Bone.FOREARM;
        boolean aMoves = a.limb() != TRUNK && (!arm || a.bone() == Bone.FOREARM);
        boolean bMoves = b.limb() != TRUNK && (!arm || b.bone() == Bone.FOREARM);
        double square = STIFF;
        square += aMoves ? gradient(a, onOne, 1, 0) : 0;
        square += bMoves ? gradient(b, onOther, -1, most) : 0;
        if (aMoves) {
            step(a, 0, metres / square);
        }
        if (bMoves) {
            step(b, most, metres / square);
        }
    }

    private double gradient(Capsule capsule, double[] point, int sign, int at) {
        Chain chain = limbs.chain(capsule.limb());
        double square = 0;
        for (int i = 0; i < capsule.joints(); i++) {
            int a = 3 * i;
            double value;
            if (chain.slides(i)) {
                value = chain.axes[a] * normal[0] + chain.axes[a + 1] * normal[1] + chain.axes[a + 2] * normal[2];
            } else {
                double x = point[0] - chain.places[a];
                double y = point[1] - chain.places[a + 1];
                double z = point[2] - chain.places[a + 2];
                value = (chain.axes[a + 1] * z - chain.axes[a + 2] * y) * normal[0]
                        + (chain.axes[a + 2] * x - chain.axes[a] * z) * normal[1]
                        + (chain.axes[a] * y - chain.axes[a + 1] * x) * normal[2];
            }
            gradient[at + i] = sign * value;
            square += value * value;
        }
        return square;
    }

    private void step(Capsule capsule, int at, double factor) {
        Chain chain = limbs.chain(capsule.limb());
        for (int i = 0; i < capsule.joints(); i++) {
            double step = Math.clamp(factor * gradient[at + i], -STEP_MOST, STEP_MOST);
            chain.values[i] = Math.clamp(chain.values[i] + step, chain.lower[i], chain.upper[i]);
        }
        limbs.place(capsule.limb());
        for (int c = 0; c < capsules.length; c++) {
            if (capsules[c].limb() == capsule.limb()) {
                refresh(c);
            }
        }
    }

    private void refresh(int c) {
        Capsule capsule = capsules[c];
        int to = 6 * c;
        if (capsule.limb() == TRUNK) {
            limbs.trunk(ends, to);
            return;
        }
        Chain chain = limbs.chain(capsule.limb());
        int middle = 3 * limbs.middle(capsule.limb());
        double[] turn = chain.tipTurn;
        switch (capsule.bone()) {
            case TRUNK -> {}
            case UPPER -> {
                System.arraycopy(chain.places, middle - 3, ends, to, 3);
                System.arraycopy(chain.places, middle, ends, to + 3, 3);
            }
            case LOWER -> {
                System.arraycopy(chain.places, middle, ends, to, 3);
                System.arraycopy(chain.places, 3 * (chain.count() - 1), ends, to + 3, 3);
            }
            case FOREARM -> {
                double hand = HAND_SHARE * limbs.lowerMetres(capsule.limb());
                for (int k = 0; k < 3; k++) {
                    ends[to + k] = chain.places[middle + k];
                    ends[to + 3 + k] = chain.tip[k] + hand * turn[3 * k];
                }
            }
            case FOOT -> {
                for (int k = 0; k < 3; k++) {
                    ends[to + k] = chain.tip[k] + capsule.radius() * turn[3 * k + 2];
                    ends[to + 3 + k] = ends[to + k] - footMetres * turn[3 * k];
                }
            }
        }
    }

    /// Leaves the points that are nearest to each other, and the way from the other to the one.
    private double depth(int one, int other) {
        nearest(6 * one, 6 * other);
        double square = 0;
        for (int k = 0; k < 3; k++) {
            normal[k] = onOne[k] - onOther[k];
            square += normal[k] * normal[k];
        }
        double distance = Math.sqrt(square);
        for (int k = 0; k < 3; k++) {
            normal[k] = distance > 1e-9 ? normal[k] / distance : k == 1 ? 1 : 0;
        }
        return capsules[one].radius() + capsules[other].radius() - distance;
    }

    private void nearest(int p, int q) {
        double a = 0;
        double b = 0;
        double c = 0;
        double e = 0;
        double f = 0;
        for (int k = 0; k < 3; k++) {
            double d1 = ends[p + 3 + k] - ends[p + k];
            double d2 = ends[q + 3 + k] - ends[q + k];
            double r = ends[p + k] - ends[q + k];
            a += d1 * d1;
            b += d1 * d2;
            c += d1 * r;
            e += d2 * d2;
            f += d2 * r;
        }
        double denominator = a * e - b * b;
        double s = denominator > 1e-12 ? Math.clamp((b * f - c * e) / denominator, 0, 1) : 0;
        double t = e > 1e-12 ? (b * s + f) / e : 0;
        if (t < 0) {
            t = 0;
            s = a > 1e-12 ? Math.clamp(-c / a, 0, 1) : 0;
        } else if (t > 1) {
            t = 1;
            s = a > 1e-12 ? Math.clamp((b - c) / a, 0, 1) : 0;
        }
        for (int k = 0; k < 3; k++) {
            onOne[k] = ends[p + k] + s * (ends[p + 3 + k] - ends[p + k]);
            onOther[k] = ends[q + k] + t * (ends[q + 3 + k] - ends[q + k]);
        }
    }
}
