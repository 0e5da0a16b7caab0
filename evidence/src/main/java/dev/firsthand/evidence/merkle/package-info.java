/// Merkle trees as RFC 6962 builds them, over SHA-256, and how tlog-tiles cuts them into files.
///
/// In: entries, hashes, sizes (unsigned 64 bits). Out: roots, proofs, and whether a proof holds. Never: reads a file,
/// checks a signature, or knows what an entry says.
@NullMarked
package dev.firsthand.evidence.merkle;

import org.jspecify.annotations.NullMarked;
