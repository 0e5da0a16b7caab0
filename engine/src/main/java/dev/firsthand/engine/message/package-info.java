/// Message: words to people outside: a link, or that something was decided and where to read it.
///
/// In: an address, a subject and a text, in the transaction of what they tell of. Out: a delivery by [Messages].
/// Never: says anything about a recording, or keeps an address longer than it is needed.
@NullMarked
package dev.firsthand.engine.message;

import org.jspecify.annotations.NullMarked;
