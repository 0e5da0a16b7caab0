/// Witnessing: a party beside the log's operator that remembers the log and signs only what grew from what it saw.
/// c2sp.org/tlog-witness 1.0.0, both ends.
///
/// In: checkpoints with proofs, over HTTP. Out: cosignatures, refusals with the specified status, a page of what
/// was seen. Never: signs two histories of one log, answers before what it signs is durable, or trusts a log that
/// it was not told of.
@NullMarked
package dev.firsthand.evidence.witness;

import org.jspecify.annotations.NullMarked;
