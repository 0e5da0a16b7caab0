/// Rules: what the law of a place, as far as somebody has read it, asks of whoever records there.
///
/// In: the places that a recording touches, a day, what the operator set and signed. Out: [Obligations], each with
/// the rules that it rests on, and a [Ruling] on whether a recording may be begun or moved. Never: gives legal
/// advice, knows a contributor by more than a number, or makes a shipped rule laxer.
@NullMarked
package dev.firsthand.engine.rules;

import org.jspecify.annotations.NullMarked;
