/// Policies that move joints, as their servers are spoken to today: openpi, RoboArena, BEHAVIOR, GR00T and OpenVLA.
///
/// In: what a robot observes, as its world gave it. Out: rows of numbers, checked for shape and size.
/// Never: an observation that is changed; anything of a policy that is evaluated, a pickle least of all; a message that
/// only probes; `kill`.
@NullMarked
package dev.firsthand.bench.dialect;

import org.jspecify.annotations.NullMarked;
