/// The oracle: what a planner does that knows every rule. Greedy over the goal tree, with regression through tools,
/// containers, heat and recipes; asked again for each decision, so that anything may happen in between.
///
/// In: a world and a [dev.firsthand.bench.activity.Goal]. Out: the next [dev.firsthand.bench.world.Action], or none.
/// Never: changes the world itself, knows what a twist will do, scores.
@NullMarked
package dev.firsthand.bench.oracle;

import org.jspecify.annotations.NullMarked;
