/// Retargeting: a person's motion becomes motion that a robot can follow.
///
/// In: a clip of a body and a robot. Out: [RetargetResult.Retargeted] (a trajectory within the robot's limits, and how
/// well it follows), or a refusal. Never: reads a table made by hand for one source, opens a mesh, or calls a
/// trajectory safe to run: masses, motors and balance are not looked at.
@NullMarked
// tidy: one calculation from a clip to a trajectory; its steps share rows of numbers that nobody else should read
package dev.firsthand.motion.retarget;

import org.jspecify.annotations.NullMarked;
