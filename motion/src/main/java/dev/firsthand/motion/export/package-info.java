/// Export: a robot's motion in the formats of other people's tools.
///
/// In: a trajectory and the robot that it is of. Out: tables of the humanoid sets, MCAP, a LeRobot set of
/// state and action.
/// Never: changes a trajectory, or calls one safe to run.
@NullMarked
package dev.firsthand.motion.export;

import org.jspecify.annotations.NullMarked;
