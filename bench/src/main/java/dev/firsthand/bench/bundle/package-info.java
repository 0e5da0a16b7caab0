/// Runs of a policy over a suite, kept so that anybody can check and score them again.
///
/// In: a suite and a policy. Out: a [Bundle] as a folder, [Scores] worked out of its traces, comparisons, commitments.
/// Never: a score that does not follow from the traces, a run that a policy can stop, an altered byte that passes.
@NullMarked
package dev.firsthand.bench.bundle;

import org.jspecify.annotations.NullMarked;
