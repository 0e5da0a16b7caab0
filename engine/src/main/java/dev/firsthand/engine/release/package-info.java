/// Releases: data sets that leave the house, as one copy per holder.
///
/// In: labelled episodes and a holder. Out: a folder with LeRobot and MCAP files, a manifest, a data card, digests.
/// Never: an identifier that joins people across copies, an episode without a standing consent, a half-made folder.
@NullMarked
// tidy: a release that takes the place of another is made of the same parts, names and locks, which no other room sees
package dev.firsthand.engine.release;

import org.jspecify.annotations.NullMarked;
