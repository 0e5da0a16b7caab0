/// Scores: credit that is the policy's own, and statistics that say how sure one may be.
///
/// In: [dev.firsthand.bench.trial.Twins]. Out: an [EpisodeScore], rates with intervals, comparisons.
/// Never: a model's judgement, a rate without its interval, a share of what would have come true by itself.
@NullMarked
package dev.firsthand.bench.score;

import org.jspecify.annotations.NullMarked;
