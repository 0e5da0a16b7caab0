package dev.firsthand.bench.outside;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The lives of an activity in a world that are compared: the policy's own and those of its twins.
public enum WorldLife {
    POLICY,
    /// Nobody moves.
    NO_OP,
    /// The policy is told another activity of the run.
    SWAPPED,
    /// The policy is told nothing.
    BLANK,
    /// The policy is asked for the first time only after the world went on for a while.
    LATER,
    /// East and west change places, and the robot is as it is.
    MIRRORED,
    /// Nothing goes otherwise.
    CALM;

    /// Which of them are lived.
    static Set<WorldLife> of(Order order, boolean canBeMirrored) {
        var lives = EnumSet.of(POLICY, NO_OP, order.activities().size() > 1 ? SWAPPED : BLANK);
        if (order.twist().isPresent()) {
            lives.add(CALM);
        }
        if (order.isProbed()) {
            lives.addAll(EnumSet.of(BLANK, LATER));
        }
        if (order.isProbed() && canBeMirrored) {
            lives.add(MIRRORED);
        }
        return lives;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
