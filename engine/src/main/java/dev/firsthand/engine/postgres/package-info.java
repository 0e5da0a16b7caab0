/// PostgreSQL as a child of this program: unpacked, set up, started, watched, adopted after a crash, stopped.
///
/// In: a private folder. Out: a running server and its [dev.firsthand.engine.store.DatabaseAddress].
/// Never: answers beyond the loopback, or trusts without a password.
@NullMarked
package dev.firsthand.engine.postgres;

import org.jspecify.annotations.NullMarked;
