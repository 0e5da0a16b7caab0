package dev.firsthand.motion.retarget;

/// How well a trajectory follows, and what it costs. Errors are distances between where hand or foot are and where the
/// person's would be on this robot: hands from the robot's shoulder on with its own bone lengths, feet at the scale of
/// its legs, before anything was smoothed, held or pushed. Only targets within reach count; `reachShare` says how many
/// those are.
///
/// @param contactFrames in which the lower end of a robot's sole is within 2 mm of the floor
/// @param footSlideShare of them: those in which that end moves faster than 0.01 m/s
/// @param limitViolations joint values beyond their limits
/// @param velocityViolations joint steps faster than the URDF allows
/// @param collisionMetres how deep the deepest two links are in each other
/// @param floorMetres how deep the deepest sole is below the floor
/// @param framesPerSecond of this computer, reading and writing of files apart
/// @param frameMicrosP99 what the slowest hundredth of frames took at least
public record Metrics(
        int frames,
        double handMeanMetres,
        double handP99Metres,
        double footMeanMetres,
        double footP99Metres,
        double reachShare,
        int contactFrames,
        double footSlideShare,
        int limitViolations,
        int velocityViolations,
        double collisionMetres,
        double floorMetres,
        double framesPerSecond,
        double frameMicrosP99) {}
