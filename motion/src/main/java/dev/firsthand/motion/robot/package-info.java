/// Robots: what a robot's joints can do.
///
/// In: a URDF. Out: [Robot] (links, joints, limits), [Kinematics] (where links are, how they move with joints).
/// Never: opens a mesh or anything else that a URDF names, or guesses a limit that it does not state.
@NullMarked
package dev.firsthand.motion.robot;

import org.jspecify.annotations.NullMarked;
