package dev.firsthand.motion.ergonomics;

/// Rapid entire body assessment (Hignett and McAtamney, Applied Ergonomics 31, 2000).
///
/// Where the paper gives no angle: twisted or bent to a side is more than 10 degrees, upright within 5, abducted
/// more than 45, a forearm twisted more than 45.
public final class Reba {
    public static final String VERSION = "reba-2000-1";

    static final double TWISTED_DEGREES = 10;
    static final double UPRIGHT_DEGREES = 5;
    static final double ABDUCTED_DEGREES = 45;
    static final double FOREARM_TWISTED_DEGREES = 45;

    /// Trunk 1 to 5; legs 1 to 4 within neck 1, 2, 3.
    static final ScoreTable A = new ScoreTable("""
            1 2 3 4 | 1 2 3 4 | 3 3 5 6
            2 3 4 5 | 3 4 5 6 | 4 5 6 7
            2 4 5 6 | 4 5 6 7 | 5 6 7 8
            3 5 6 7 | 5 6 7 8 | 6 7 8 9
            4 6 7 8 | 6 7 8 9 | 7 8 9 9
            """);

    /// Upper arm 1 to 6; wrist 1 to 3 within lower arm 1, 2.
    static final ScoreTable B = new ScoreTable("""
            1 2 2 | 1 2 3
            1 2 3 | 2 3 4
            3 4 5 | 4 5 5
            4 5 5 | 5 6 7
            6 7 8 | 7 8 8
            7 8 8 | 8 9 9
            """);

    /// Score A 1 to 12; score B 1 to 12.
    static final ScoreTable C = new ScoreTable("""
            1 1 1 2 3 3 4 5 6 7 7 7
            1 2 2 3 4 4 5 6 6 7 7 8
            2 3 3 3 4 5 6 7 7 8 8 8
            3 4 4 4 5 6 7 8 8 9 9 9
            4 4 4 5 6 7 8 8 9 9 9 9
            6 6 6 7 8 8 9 9 10 10 10 10
            7 7 7 8 9 9 9 10 10 11 11 11
            8 8 8 9 10 10 10 10 10 11 11 11
            9 9 9 10 10 10 11 11 11 12 12 12
            10 10 10 11 11 11 11 12 12 12 12 12
            11 11 11 11 12 12 12 12 12 12 12 12
            12 12 12 12 12 12 12 12 12 12 12 12
            """);

    private Reba() {}

    /// 1 to 15, of the worse arm.
    public static Interval score(Posture posture, Unseen unseen) {
        Interval a = tableA(trunk(posture), neck(posture), legs(posture))
                .plus(unseen.rebaLoad())
                .within(1, 12);
        Interval b = arm(posture.left(), unseen)
                .worseOf(arm(posture.right(), unseen))
                .plus(unseen.coupling())
                .within(1, 12);
        return C.at(a, b).plus(unseen.activity());
    }

    /// What should be done about a score.
    public enum Level {
        NEGLIGIBLE,
        LOW,
        MEDIUM,
        HIGH,
        VERY_HIGH
    }

    public static Level level(int score) {
        return score <= 1
                ? Level.NEGLIGIBLE
                : score <= 3 ? Level.LOW : score <= 7 ? Level.MEDIUM : score <= 10 ? Level.HIGH : Level.VERY_HIGH;
    }

    static Interval tableA(Interval trunk, Interval neck, Interval legs) {
        Interval score = A.at(trunk, columns(Interval.of(neck.best()), legs, 4));
        for (int n = neck.best() + 1; n <= neck.worst(); n++) {
            Interval other = A.at(trunk, columns(Interval.of(n), legs, 4));
            score = new Interval(Math.min(score.best(), other.best()), Math.max(score.worst(), other.worst()));
        }
        return score;
    }

    static Interval tableB(Interval upperArm, Interval lowerArm, Interval wrist) {
        Interval score = B.at(upperArm, columns(Interval.of(lowerArm.best()), wrist, 3));
        Interval other = B.at(upperArm, columns(Interval.of(lowerArm.worst()), wrist, 3));
        return new Interval(Math.min(score.best(), other.best()), Math.max(score.worst(), other.worst()));
    }

    private static Interval columns(Interval group, Interval within, int width) {
        return within.plus(width * (group.best() - 1));
    }

    static Interval trunk(Posture posture) {
        return Bands.of(
                        posture.trunkFlexion(),
                        new double[] {-20, -UPRIGHT_DEGREES, UPRIGHT_DEGREES, 20, 60},
                        new int[] {3, 2, 1, 2, 3, 4})
                .plus(Bands.eitherBeyond(posture.trunkSide(), posture.trunkTwist(), TWISTED_DEGREES))
                .within(1, 5);
    }

    static Interval neck(Posture posture) {
        return Bands.of(posture.neckFlexion(), new double[] {-UPRIGHT_DEGREES, 20}, new int[] {2, 1, 2})
                .plus(Bands.eitherBeyond(posture.neckSide(), posture.neckTwist(), TWISTED_DEGREES))
                .within(1, 3);
    }

    static Interval legs(Posture posture) {
        Interval stand = switch (posture.footing()) {
            case BOTH_FEET -> Interval.of(1);
            case ONE_FOOT -> Interval.of(2);
            case SITTING -> Interval.of(1);
            case UNKNOWN -> new Interval(1, 2);
        };
        Interval knees = Bands.of(posture.kneeWorst(), new double[] {30, 60}, new int[] {0, 1, 2});
        return switch (posture.footing()) {
            case SITTING -> stand;
            case UNKNOWN -> new Interval(1, stand.worst() + knees.worst()); // who sits has bent knees without strain
            case BOTH_FEET, ONE_FOOT -> stand.plus(knees);
        };
    }

    private static Interval arm(Arm arm, Unseen unseen) {
        Interval upper = Bands.of(arm.flexion(), new double[] {-20, 20, 45, 90}, new int[] {2, 1, 2, 3, 4})
                .plus(Bands.of(Math.abs(arm.abduction()), new double[] {ABDUCTED_DEGREES}, new int[] {0, 1}))
                .plus(unseen.raised())
                .plus(unseen.supported())
                .within(1, 6);
        Interval lower = Bands.of(arm.elbow(), new double[] {60, 100}, new int[] {2, 1, 2});
        Interval wrist = Bands.of(Math.abs(arm.wrist()), new double[] {15}, new int[] {1, 2})
                .plus(Bands.beyond(arm.deviation(), TWISTED_DEGREES)
                        .worseOf(Bands.beyond(arm.twist(), FOREARM_TWISTED_DEGREES)));
        return tableB(upper, lower, wrist);
    }
}
