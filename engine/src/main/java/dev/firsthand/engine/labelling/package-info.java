/// Labelling: what was done in a recording, and how it ended.
///
/// In: a reviewed episode and the contributor's own statement. Out: [Labelled]. Never: guesses an outcome.
@NullMarked
package dev.firsthand.engine.labelling;

import org.jspecify.annotations.NullMarked;
