/// Signed steps: what was done to which bytes, said by whoever did it. in-toto Statement v1 in DSSE 1.0.2.
///
/// In: envelopes, keys with the time for which each was valid. Out: a [Statement], after its signatures held and
/// never before. Never: parses what is not verified, counts one key twice, or takes a key id for more than a hint.
@NullMarked
package dev.firsthand.evidence.attestation;

import org.jspecify.annotations.NullMarked;
