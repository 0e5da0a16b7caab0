/// Recall: episodes that are taken back from holders who have them already.
///
/// In: episodes and why. Out: releases that are superseded by ones without them, a signed notice to each
/// holder, its signed answer, and what happens where none comes.
/// Never: decides that an episode must go, destroys anything of a person, or names an episode to a holder
/// otherwise than in that holder's copy.
@NullMarked
package dev.firsthand.engine.recall;

import org.jspecify.annotations.NullMarked;
