package dev.firsthand.motion.ergonomics;

import java.util.Optional;

/// The revised lifting equation (Waters and others, Ergonomics 36, 1993): how heavy a load may be that most people
/// lift without harm. All is declared: no suit sees a load.
public final class Niosh {
    public static final String VERSION = "niosh-1991-1";

    private static final double LOAD_CONSTANT_KG = 23;
    private static final double HIGH_HANDS_CM = 75;

    /// Lifts a minute of each row of the table.
    private static final double[] PER_MINUTE = {0.2, 0.5, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    /// Up to one hour, two hours, eight hours; hands below 75 cm.
    private static final double[][] LOW = {
        {1.00, .97, .94, .91, .88, .84, .80, .75, .70, .60, .52, .45, .41, .37, 0, 0, 0},
        {.95, .92, .88, .84, .79, .72, .60, .50, .42, .35, .30, .26, 0, 0, 0, 0, 0},
        {.85, .81, .75, .65, .55, .45, .35, .27, .22, .18, 0, 0, 0, 0, 0, 0, 0}
    };

    /// The same for hands at 75 cm and above.
    private static final double[][] HIGH = {
        {1.00, .97, .94, .91, .88, .84, .80, .75, .70, .60, .52, .45, .41, .37, .34, .31, .28},
        {.95, .92, .88, .84, .79, .72, .60, .50, .42, .35, .30, .26, .23, .21, 0, 0, 0},
        {.85, .81, .75, .65, .55, .45, .35, .27, .22, .18, .15, .13, 0, 0, 0, 0, 0}
    };

    private Niosh() {}

    /// How long lifting goes on.
    public enum Duration {
        UP_TO_ONE_HOUR,
        UP_TO_TWO_HOURS,
        UP_TO_EIGHT_HOURS
    }

    /// How the load can be held.
    public enum Grip {
        GOOD,
        FAIR,
        POOR
    }

    /// One kind of lift, as it is declared.
    ///
    /// @param handsForwardCm from between the ankles to the hands
    /// @param handsHighCm from the floor to the hands at the start
    /// @param travelCm how far the load goes up or down
    /// @param turnDegrees how far the body is turned
    public record Lift(
            double handsForwardCm,
            double handsHighCm,
            double travelCm,
            double turnDegrees,
            double perMinute,
            Duration duration,
            Grip grip) {
        public Lift {
            double[] all = {handsForwardCm, handsHighCm, travelCm, turnDegrees, perMinute};
            for (double one : all) {
                if (!(one >= 0) || Double.isInfinite(one)) {
                    throw new IllegalArgumentException(
                            "a lift is declared in numbers of 0 and above, not %s".formatted(one));
                }
            }
        }
    }

    /// The recommended weight limit; 0 where nothing should be lifted like that.
    public static double limitKg(Lift lift) {
        double forward = lift.handsForwardCm() > 63 ? 0 : 25 / Math.max(25, lift.handsForwardCm());
        double height = lift.handsHighCm() > 175 ? 0 : 1 - 0.003 * Math.abs(lift.handsHighCm() - HIGH_HANDS_CM);
        double travel = lift.travelCm() > 175 ? 0 : 0.82 + 4.5 / Math.max(25, lift.travelCm());
        double turn = lift.turnDegrees() > 135 ? 0 : 1 - 0.0032 * lift.turnDegrees();
        return LOAD_CONSTANT_KG * forward * height * Math.min(1, travel) * turn * frequency(lift) * grip(lift);
    }

    /// Load over limit: above 1 some people are at risk, above 3 most. Empty where nothing should be lifted like
    /// that.
    public static Optional<Double> index(double loadKg, Lift lift) {
        double limit = limitKg(lift);
        return limit > 0 ? Optional.of(loadKg / limit) : Optional.empty();
    }

    /// Between two rows of the table the stricter one holds.
    static double frequency(Lift lift) {
        double[][] table = lift.handsHighCm() < HIGH_HANDS_CM ? LOW : HIGH;
        double[] column = switch (lift.duration()) {
            case UP_TO_ONE_HOUR -> table[0];
            case UP_TO_TWO_HOURS -> table[1];
            case UP_TO_EIGHT_HOURS -> table[2];
        };
        for (int row = 0; row < PER_MINUTE.length; row++) {
            if (lift.perMinute() <= PER_MINUTE[row]) {
                return column[row];
            }
        }
        return 0;
    }

    private static double grip(Lift lift) {
        boolean high = lift.handsHighCm() >= HIGH_HANDS_CM;
        return switch (lift.grip()) {
            case GOOD -> 1;
            case FAIR -> high ? 1 : 0.95;
            case POOR -> 0.9;
        };
    }
}
