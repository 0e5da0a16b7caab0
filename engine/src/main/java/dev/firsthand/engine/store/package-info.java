/// Store: transactions, blobs under random names, a key per person, sealed bytes and sealed columns.
///
/// In: bytes, rows and the person whose they are. Out: [Database], [BlobStore], [Vault], [SealedWriter],
/// [PersonalColumns].
/// Never: decides who may open what (custody does), or keeps a plain byte of a person's recording.
@NullMarked
// tidy: blobs, vault and sealing share key bytes that no public type may show; apart they would have to
package dev.firsthand.engine.store;

import org.jspecify.annotations.NullMarked;
