/// The log: tlog-tiles 0.1.0 in a folder, written by one writer in batches, read by anybody.
///
/// In: entries with the ids of their facts. Out: their indices, once they lie in synced bundles below a signed
/// checkpoint; tiles, entries and proofs for readers; what a check of the whole found. Never: two roots for one
/// size, an entry twice for one fact, or an acknowledgement of what a crash can still take away.
@NullMarked
package dev.firsthand.evidence.log;

import org.jspecify.annotations.NullMarked;
