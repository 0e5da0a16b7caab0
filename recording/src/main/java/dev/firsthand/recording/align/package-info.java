/// Alignment: how the clock of one recording reads on that of another, told from what both of them felt.
///
/// In: turning rates, or moments of claps, of two recordings of one session. Out: an offset with its bound and
/// drift, or the reason why it can't be told. Never: guesses. What can't be told from the recordings stays
/// untold.
@NullMarked
package dev.firsthand.recording.align;

import org.jspecify.annotations.NullMarked;
