/// Pages about runs: a static site that needs nothing from anywhere else, and a player of each episode.
///
/// In: bundles. Out: HTML, one style sheet, one small script, and the scores as JSON.
/// Never: a number that is not in the scores, a resource of another place, a model's opinion.
@NullMarked
package dev.firsthand.bench.report;

import org.jspecify.annotations.NullMarked;
