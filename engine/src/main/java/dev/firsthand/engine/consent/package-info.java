/// Consent: what a contributor allowed, for which purpose, after which exact text, until when.
///
/// In: a contributor, the digest of the notice that was shown, an answer per purpose. Out: [Grant] and [Permit].
/// Never: opens a recording, judges quality, or decides pay.
@NullMarked
package dev.firsthand.engine.consent;

import org.jspecify.annotations.NullMarked;
