/// Looking after a log from outside: what it says of itself, whether it is whole, and whether its operator can open
/// what chance picks.
///
/// In: a log's folder, a policy, a beacon, answers. Out: what stands in the log, challenges, what of the answers holds.
/// Never: writes to a log, or takes an answer for true that does not open its entry.
@NullMarked
package dev.firsthand.evidence.audit;

import org.jspecify.annotations.NullMarked;
