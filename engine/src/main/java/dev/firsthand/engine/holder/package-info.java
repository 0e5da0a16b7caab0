/// Holders: the legal entities that may receive a copy of a release.
///
/// In: a [HolderForm]. Out: [Holder] and the token by which the holder fetches its copies.
/// Never: knows what a holder holds, or who is in it.
@NullMarked
package dev.firsthand.engine.holder;

import org.jspecify.annotations.NullMarked;
