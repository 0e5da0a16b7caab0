/// Trials: a policy lives a scenario, beside its twins, and everything that happened is kept.
///
/// In: a scenario and contestants. Out: an [Outcome] with its [Trace] and what was made of what is said by the
/// way, and [Twins] of the same scenario.
/// Never: an answer that is not in the trace, a crash of a policy that is not a scored failure, a score.
@NullMarked
package dev.firsthand.bench.trial;

import org.jspecify.annotations.NullMarked;
