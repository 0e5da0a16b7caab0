/// JSON: written in one canonical form, and read with the place of every value, so that a fault can be pointed at.
///
/// In: maps, lists, texts and numbers, or the text of a file. Out: text, or a [JsonNode].
/// Never: a number that is not finite, two equal keys, a value whose place is not known.
@NullMarked
package dev.firsthand.bench.json;

import org.jspecify.annotations.NullMarked;
