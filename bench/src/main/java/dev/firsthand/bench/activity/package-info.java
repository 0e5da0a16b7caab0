/// Activities: what a chore starts from and what shall be true in the end, read from BDDL and laid out as a home.
///
/// In: the text of a definition. Out: an [Activity] with its [Goal] tree over a world, or where the text is wrong.
/// Never: lists the options of a goal (the worst one has more than ten to the tenth), moves anything, scores an
/// episode.
@NullMarked
package dev.firsthand.bench.activity;

import org.jspecify.annotations.NullMarked;
