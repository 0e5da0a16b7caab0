/// The public log of an installation: gives every entry that waits its place, signs for it, has witnesses sign too,
/// and writes the proofs that go with a copy or a receipt.
///
/// In: what [dev.firsthand.engine.provenance] has waiting. Out: places in the log, proofs, what a comparison of rows
/// and log found. Never: the same entry twice, or a word about what an entry commits to.
@NullMarked
package dev.firsthand.engine.publiclog;

import org.jspecify.annotations.NullMarked;
