/// A copy: what one holder's folder says of itself, and how it is fetched.
///
/// In: what a copy holds, or a finished folder. Out: its pages and digests; its files with their digests, the whole
/// of it as one archive, and who fetched how much of it when.
/// Never: opens what is sealed, knows the house's own names of people, or decides what may be in a copy.
@NullMarked
package dev.firsthand.engine.copy;

import org.jspecify.annotations.NullMarked;
