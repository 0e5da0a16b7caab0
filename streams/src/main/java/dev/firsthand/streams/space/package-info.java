/// Space: directions, rotations and rigid transforms, right-handed, in metres and radians.
///
/// In: numbers. Out: [Vector3], [Rotation], [RigidTransform], named target-from-source by whoever holds them.
/// Never: knows a body, a robot or a file; hot loops keep flat arrays instead of these records.
@NullMarked
package dev.firsthand.streams.space;

import org.jspecify.annotations.NullMarked;
