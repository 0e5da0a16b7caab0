/// Removal: somebody who was recorded in a home, and has no account, asks for recordings to go.
///
/// In: the printed code of a home, days, a person's decision, or silence. Out: sessions that are frozen from the
/// moment of asking on, then kept with a reason or erased and called back.
/// Never: shows a picture to whoever asks, tells a contributor who asked, or touches what was earned.
@NullMarked
package dev.firsthand.engine.removal;

import org.jspecify.annotations.NullMarked;
