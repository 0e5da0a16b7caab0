/// The pages of removal: the code that hangs in a home, the page it leads to, how a request goes on, and where
/// people decide.
///
/// In: a browser with a code, a secret link, or a sign-in. Out: counts of recordings, forms, states and reasons.
/// Never: shows a picture, a name or a task to whoever asks, or tells a contributor who asked.
@NullMarked
package dev.firsthand.app.removal;

import org.jspecify.annotations.NullMarked;
