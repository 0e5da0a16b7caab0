/// Statistics: exact count, least, greatest, mean, deviation and quantiles of the rows of a feature.
///
/// In: a column, a histogram of pixels, or tables on disk. Out: [FeatureStats], by numpy's definitions.
/// Never: estimates a quantile, judges a value, or knows how the files of a set are named.
@NullMarked
package dev.firsthand.recording.statistics;

import org.jspecify.annotations.NullMarked;
