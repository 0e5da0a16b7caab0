/// Benches that are run by hand, against other programs, on a quiet machine.
///
/// In: a folder to work in. Out: one JSON line per figure on stdout.
/// Never: part of the product or of its tests.
@NullMarked
// tidy: benches share their figures, folders and watched processes; apart these would be public
package dev.firsthand.perf;

import org.jspecify.annotations.NullMarked;
