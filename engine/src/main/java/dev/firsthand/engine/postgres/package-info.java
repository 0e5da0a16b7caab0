/// PostgreSQL as a child of this program: unpacked, set up, started, watched, adopted after a crash, stopped. Or one
/// that somebody else runs: checked, and held against a second server.
///
/// In: a private folder, or an address. Out: a running server and its [dev.firsthand.engine.store.DatabaseAddress].
/// Never: answers beyond the loopback, trusts without a password, or repeats one.
@NullMarked
package dev.firsthand.engine.postgres;

import org.jspecify.annotations.NullMarked;
