/// Custody: seals a person's bytes as they arrive and opens them again, only for a permit of that person.
///
/// In: bytes and their owner; a [dev.firsthand.engine.consent.Permit]. Out: [ObjectId], plain streams, [PlainFile].
/// Never: gives anyone the path of stored bytes, looks into them, or keeps a plain file that has a name.
@NullMarked
package dev.firsthand.engine.custody;

import org.jspecify.annotations.NullMarked;
