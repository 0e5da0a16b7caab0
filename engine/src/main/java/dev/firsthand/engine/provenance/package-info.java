/// Provenance: one entry per fact, written in the transaction that changes the fact.
///
/// In: a [Statement] and the person whom it is about. Out: sealed statements, commitments, rows that wait for the
/// log. Never: shows a statement without its person's key, or puts personal data or a plain digest of it where the
/// log reads.
@NullMarked
package dev.firsthand.engine.provenance;

import org.jspecify.annotations.NullMarked;
