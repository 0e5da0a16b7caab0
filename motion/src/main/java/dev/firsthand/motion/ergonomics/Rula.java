package dev.firsthand.motion.ergonomics;

/// Rapid upper limb assessment (McAtamney and Corlett, Applied Ergonomics 24, 1993), with the tables of the
/// worksheet that is in use since the 2010s. An older worksheet with bands of 15 degrees has another Table A.
public final class Rula {
    public static final String VERSION = "rula-worksheet-2010s-1";

    private static final double NEUTRAL_WRIST_DEGREES = 5;
    private static final double TWIST_END_DEGREES = 45;

    /// Upper arm 1 to 6 with lower arm 1 to 3; wrist 1 to 4 with twist 1, 2.
    static final ScoreTable A = new ScoreTable("""
            1 2 2 2 2 3 3 3
            2 2 2 2 3 3 3 3
            2 3 3 3 3 3 4 4
            2 3 3 3 3 4 4 4
            3 3 3 3 3 4 4 4
            3 4 4 4 4 4 5 5
            3 3 4 4 4 4 5 5
            3 4 4 4 4 4 5 5
            4 4 4 4 4 5 5 5
            4 4 4 4 4 5 5 5
            4 4 4 4 4 5 5 5
            4 4 4 5 5 5 6 6
            5 5 5 5 5 6 6 7
            5 6 6 6 6 7 7 7
            6 6 6 7 7 7 7 8
            7 7 7 7 7 8 8 9
            8 8 8 8 8 9 9 9
            9 9 9 9 9 9 9 9
            """);

    /// Neck 1 to 6; trunk 1 to 6 with legs 1, 2.
    static final ScoreTable B = new ScoreTable("""
            1 3 2 3 3 4 5 5 6 6 7 7
            2 3 2 3 4 5 5 5 6 7 7 7
            3 3 3 4 4 5 5 6 6 7 7 7
            5 5 5 6 6 7 7 7 7 7 8 8
            7 7 7 7 7 8 8 8 8 8 8 8
            8 8 8 8 8 8 8 9 9 9 9 9
            """);

    /// Arm score 1 to 8; neck, trunk and leg score 1 to 7.
    static final ScoreTable C = new ScoreTable("""
            1 2 3 3 4 5 5
            2 2 3 4 4 5 5
            3 3 3 4 4 5 6
            3 3 3 4 5 6 6
            4 4 4 5 6 7 7
            4 4 5 6 6 7 7
            5 5 6 6 7 7 7
            5 5 6 7 7 7 7
            """);

    private Rula() {}

    /// 1 to 7, of the worse arm.
    public static Interval score(Posture posture, Unseen unseen) {
        Interval more = unseen.muscleUse().plus(unseen.rulaForce());
        Interval arm = arm(posture.left(), unseen)
                .worseOf(arm(posture.right(), unseen))
                .plus(more)
                .within(1, 8);
        Interval body =
                tableB(neck(posture), trunk(posture), legs(posture)).plus(more).within(1, 7);
        return C.at(arm, body);
    }

    private static Interval arm(Arm arm, Unseen unseen) {
        Interval upper = Bands.of(arm.flexion(), new double[] {-20, 20, 45, 90}, new int[] {2, 1, 2, 3, 4})
                .plus(Bands.of(Math.abs(arm.abduction()), new double[] {Reba.ABDUCTED_DEGREES}, new int[] {0, 1}))
                .plus(unseen.raised())
                .plus(unseen.supported())
                .within(1, 6);
        Interval lower = Bands.of(arm.elbow(), new double[] {60, 100}, new int[] {2, 1, 2})
                .plus(unseen.acrossMidline())
                .within(1, 3);
        Interval wrist = Bands.of(Math.abs(arm.wrist()), new double[] {NEUTRAL_WRIST_DEGREES, 15}, new int[] {1, 2, 3})
                .plus(Bands.beyond(arm.deviation(), Reba.TWISTED_DEGREES))
                .within(1, 4);
        Interval twist = Bands.beyond(arm.twist(), TWIST_END_DEGREES).plus(1);
        return tableA(upper, lower, wrist, twist);
    }

    static Interval tableA(Interval upper, Interval lower, Interval wrist, Interval twist) {
        int best = Integer.MAX_VALUE;
        int worst = Integer.MIN_VALUE;
        for (int u = upper.best(); u <= upper.worst(); u++) {
            for (int w = wrist.best(); w <= wrist.worst(); w++) {
                Interval cell = A.at(lower.plus(3 * (u - 1)), twist.plus(2 * (w - 1)));
                best = Math.min(best, cell.best());
                worst = Math.max(worst, cell.worst());
            }
        }
        return new Interval(best, worst);
    }

    static Interval tableB(Interval neck, Interval trunk, Interval legs) {
        int best = Integer.MAX_VALUE;
        int worst = Integer.MIN_VALUE;
        for (int t = trunk.best(); t <= trunk.worst(); t++) {
            Interval cell = B.at(neck, legs.plus(2 * (t - 1)));
            best = Math.min(best, cell.best());
            worst = Math.max(worst, cell.worst());
        }
        return new Interval(best, worst);
    }

    static Interval neck(Posture posture) {
        return Bands.of(posture.neckFlexion(), new double[] {-Reba.UPRIGHT_DEGREES, 10, 20}, new int[] {4, 1, 2, 3})
                .plus(Bands.beyond(posture.neckTwist(), Reba.TWISTED_DEGREES))
                .plus(Bands.beyond(posture.neckSide(), Reba.TWISTED_DEGREES))
                .within(1, 6);
    }

    static Interval trunk(Posture posture) {
        double bent = Math.abs(posture.trunkFlexion());
        return Bands.of(bent, new double[] {Reba.UPRIGHT_DEGREES, 20, 60}, new int[] {1, 2, 3, 4})
                .plus(Bands.beyond(posture.trunkTwist(), Reba.TWISTED_DEGREES))
                .plus(Bands.beyond(posture.trunkSide(), Reba.TWISTED_DEGREES))
                .within(1, 6);
    }

    static Interval legs(Posture posture) {
        return switch (posture.footing()) {
            case BOTH_FEET, SITTING -> Interval.of(1);
            case ONE_FOOT -> Interval.of(2);
            case UNKNOWN -> new Interval(1, 2);
        };
    }
}
