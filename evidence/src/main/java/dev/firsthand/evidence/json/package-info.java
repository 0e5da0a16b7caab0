/// JSON, small and strict: what we sign and what we are handed.
///
/// In: UTF-8 bytes, or values. Out: a [JsonValue], or the one canonical form of its bytes. Never: guesses, repairs,
/// keeps one of two equal keys, or turns a number into something that it does not say.
@NullMarked
package dev.firsthand.evidence.json;

import org.jspecify.annotations.NullMarked;
