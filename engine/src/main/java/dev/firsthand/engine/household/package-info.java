/// Household: the adults who live where a contributor records, and whether each of them lets it be.
///
/// In: who lives in a home, and each resident's own yes or no by a private link. Out: [MayRecordResult].
/// Never: tells a contributor what a resident said, or keeps anything about a child but how many there are.
@NullMarked
package dev.firsthand.engine.household;

import org.jspecify.annotations.NullMarked;
