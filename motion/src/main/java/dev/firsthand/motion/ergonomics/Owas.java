package dev.firsthand.motion.ergonomics;

import java.util.List;

/// Ovako working posture analysing system (Karhu, Kansi and Kuorinka, Applied Ergonomics 8, 1977).
///
/// Bent, twisted or leaning is more than 20 degrees, an arm is above the shoulder where it is more than 90 degrees off
/// the trunk, a knee is bent beyond 30. Who walks or kneels does not show in one moment: legs stay open between the
/// codes that look alike.
public final class Owas {
    public static final String VERSION = "owas-1977-1";

    static final double BENT_DEGREES = 20;
    static final double ABOVE_SHOULDER_DEGREES = 90;
    static final double KNEE_BENT_DEGREES = 30;

    private static final int SITTING = 1;
    private static final int STRAIGHT = 2;
    private static final int ONE_STRAIGHT = 3;
    private static final int BENT = 4;
    private static final int ONE_BENT = 5;
    private static final int KNEELING = 6;
    private static final int WALKING = 7;

    /// For back 1 to 4: arms 1 to 3; load 1 to 3 within legs 1 to 7.
    private static final List<ScoreTable> BACKS =
            List.of(new ScoreTable("""
            1 1 1 | 1 1 1 | 1 1 1 | 2 2 2 | 2 2 2 | 1 1 1 | 1 1 1
            1 1 1 | 1 1 1 | 1 1 1 | 2 2 2 | 2 2 2 | 1 1 1 | 1 1 1
            1 1 1 | 1 1 1 | 1 1 1 | 2 2 3 | 2 2 3 | 1 1 1 | 1 1 2
            """), new ScoreTable("""
            2 2 3 | 2 2 3 | 2 2 3 | 3 3 3 | 3 3 3 | 2 2 2 | 2 3 3
            2 2 3 | 2 2 3 | 2 3 3 | 3 4 4 | 3 4 4 | 3 3 4 | 2 3 4
            3 3 4 | 2 2 3 | 3 3 3 | 3 4 4 | 4 4 4 | 4 4 4 | 2 3 4
            """), new ScoreTable("""
            1 1 1 | 1 1 1 | 1 1 2 | 3 3 3 | 4 4 4 | 1 1 1 | 1 1 1
            2 2 3 | 1 1 1 | 1 1 2 | 4 4 4 | 4 4 4 | 3 3 3 | 1 1 1
            2 2 3 | 1 1 1 | 2 3 3 | 4 4 4 | 4 4 4 | 4 4 4 | 1 1 2
            """), new ScoreTable("""
            2 3 3 | 2 2 3 | 2 3 3 | 4 4 4 | 4 4 4 | 4 4 4 | 2 3 4
            3 3 4 | 2 3 4 | 3 3 4 | 4 4 4 | 4 4 4 | 4 4 4 | 2 3 4
            4 4 4 | 2 3 4 | 3 3 4 | 4 4 4 | 4 4 4 | 4 4 4 | 2 3 4
            """));

    private Owas() {}

    /// Category of action, 1 (none) to 4 (now).
    public static Interval score(Posture posture, Unseen unseen) {
        Interval bent = Bands.beyond(posture.trunkFlexion(), BENT_DEGREES);
        Interval turned = Bands.eitherBeyond(posture.trunkSide(), posture.trunkTwist(), BENT_DEGREES);
        Interval arms = raised(posture.left()).plus(raised(posture.right())).plus(1);
        int best = Integer.MAX_VALUE;
        int worst = Integer.MIN_VALUE;
        for (int back = 1; back <= 4; back++) {
            if (!bent.contains((back - 1) % 2) || !turned.contains((back - 1) / 2)) {
                continue;
            }
            for (int legs : legs(posture)) {
                Interval category = category(back, arms, legs, unseen.owasLoad());
                best = Math.min(best, category.best());
                worst = Math.max(worst, category.worst());
            }
        }
        return new Interval(best, worst);
    }

    private static Interval raised(Arm arm) {
        return Bands.beyond(arm.flexion(), ABOVE_SHOULDER_DEGREES);
    }

    private static int[] legs(Posture posture) {
        boolean bent = posture.kneeWorst() > KNEE_BENT_DEGREES;
        boolean unseen = Double.isNaN(posture.kneeWorst());
        return switch (posture.footing()) {
            case SITTING -> new int[] {SITTING};
            case UNKNOWN ->
                bent
                        ? new int[] {SITTING, ONE_STRAIGHT, BENT, ONE_BENT, KNEELING, WALKING}
                        : new int[] {SITTING, STRAIGHT, ONE_STRAIGHT, BENT, ONE_BENT, KNEELING, WALKING};
            case BOTH_FEET ->
                unseen
                        ? new int[] {STRAIGHT, BENT, WALKING}
                        : bent ? new int[] {BENT, WALKING} : new int[] {STRAIGHT, WALKING};
            case ONE_FOOT ->
                // which leg carries does not show: the bent knee may be the lifted one
                bent || unseen ? new int[] {ONE_STRAIGHT, ONE_BENT, WALKING} : new int[] {ONE_STRAIGHT, WALKING};
        };
    }

    static Interval category(int back, Interval arms, int legs, Interval load) {
        int best = Integer.MAX_VALUE;
        int worst = Integer.MIN_VALUE;
        for (int a = arms.best(); a <= arms.worst(); a++) {
            for (int l = load.best(); l <= load.worst(); l++) {
                Interval cell = cell(back, a, legs, l);
                best = Math.min(best, cell.best());
                worst = Math.max(worst, cell.worst());
            }
        }
        return new Interval(best, worst);
    }

    /// Two cells have one source only, which is one higher than their neighbours let expect: both values stay open.
    static Interval cell(int back, int arms, int legs, int load) {
        int category = BACKS.get(back - 1).at(arms, 3 * (legs - 1) + load);
        boolean doubtful = (back == 3 && arms == 3 && legs == WALKING && load == 3)
                || (back == 4 && arms == 1 && legs == ONE_STRAIGHT && load == 2);
        return doubtful ? new Interval(category - 1, category) : Interval.of(category);
    }
}
