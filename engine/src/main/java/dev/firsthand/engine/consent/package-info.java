/// Consent: what a contributor allowed, for which purpose, after which exact text, until when.
///
/// In: texts of notices, a contributor, the digest of the notice that was shown, an answer per purpose, answers to
/// the check of understanding. Out: [Notice], [Grant], [Permit], [ConsentRecord], [ReceiptCode]. Never: opens a
/// recording, judges quality, or decides pay.
@NullMarked
// tidy: an answer is worth what the notice, the check and the record are that it stands on; apart they would be public
package dev.firsthand.engine.consent;

import org.jspecify.annotations.NullMarked;
