/// Policies that set the scale: those that know everything, those that do nothing, and those that cheat.
///
/// In: what any policy is shown; the oracles see the stage and say so. Out: [Baselines] by name.
/// Never: a policy that tries to be good without being marked as the reference.
@NullMarked
package dev.firsthand.bench.baseline;

import org.jspecify.annotations.NullMarked;
