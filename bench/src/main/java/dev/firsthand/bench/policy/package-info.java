/// What a policy is to the benchmark: it is shown a [View] and gives an [Answer].
///
/// In: a stage. Out: what may be seen and heard of it, under names that are new each episode. Never: a goal, a twist, a
/// seed, a task's or scenario's identity; anything from a policy that is evaluated rather than matched.
@NullMarked
package dev.firsthand.bench.policy;

import org.jspecify.annotations.NullMarked;
