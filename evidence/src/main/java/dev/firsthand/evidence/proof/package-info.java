/// Proofs that a stranger checks offline: what a release or a receipt carries with it, and the verifier.
///
/// In: a bundle or a .tlog-proof, a policy, the keys of those who may state steps, maybe the folder of files. Out:
/// a result for each part, and an exit code. Never: asks the network, trusts the bundle for a key, or holds a whole
/// bundle in memory.
@NullMarked
package dev.firsthand.evidence.proof;

import org.jspecify.annotations.NullMarked;
