package dev.firsthand.motion.ergonomics;

/// What no suit sees, in points of the sheets: what was declared is one number, what was not is all that it may be.
///
/// @param rebaLoad load or force of REBA, 0 to 3
/// @param rulaForce force or load of RULA, 0 to 3
/// @param owasLoad OWAS's class of load: under 10 kg 1, to 20 kg 2, over 3
/// @param coupling how well the load is held, 0 to 3
/// @param raised 1 for a raised shoulder
/// @param supported -1 for an arm that rests on something
/// @param activity REBA's points for holding still, repeating and sudden changes, 0 to 3
/// @param muscleUse RULA's point for holding still or repeating, 0 to 1
/// @param acrossMidline RULA's point for working across the middle or out to the side, 0 to 1
public record Unseen(
        Interval rebaLoad,
        Interval rulaForce,
        Interval owasLoad,
        Interval coupling,
        Interval raised,
        Interval supported,
        Interval activity,
        Interval muscleUse,
        Interval acrossMidline) {
    /// Nobody declared anything.
    public static final Unseen NOTHING_DECLARED = new Unseen(
            new Interval(0, 3),
            new Interval(0, 3),
            new Interval(1, 3),
            new Interval(0, 3),
            new Interval(0, 1),
            new Interval(-1, 0),
            new Interval(0, 3),
            new Interval(0, 1),
            new Interval(0, 1));

    /// Empty hands, free arms, shoulders down, nothing held or repeated.
    public static final Unseen LIGHT = new Unseen(
            Interval.of(0),
            Interval.of(0),
            Interval.of(1),
            Interval.of(0),
            Interval.of(0),
            Interval.of(0),
            Interval.of(0),
            Interval.of(0),
            Interval.of(0));
}
