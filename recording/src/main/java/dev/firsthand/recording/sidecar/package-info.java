/// Side-cars: what a phone or a logger measured while it filmed.
///
/// In: a gcsv, a CSV with declared columns, a Stray Scanner zip. Out: [SidecarResult]: streams in SI units on named
/// clocks, their alignment to the video, and what is odd about them.
/// Never: opens untrusted bytes in the server's own process, or guesses a unit without saying so.
@NullMarked
package dev.firsthand.recording.sidecar;

import org.jspecify.annotations.NullMarked;
