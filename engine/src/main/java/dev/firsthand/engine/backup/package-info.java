/// Backup: everything of an installation in another place, keys apart from the rest, and back.
///
/// In: a data folder and its database. Out: a snapshot of it, a snapshot of its keys, or a data folder made of both.
/// Never: opens a sealed byte, keeps keys beside what they open, or brings back a key that was destroyed.
@NullMarked
package dev.firsthand.engine.backup;

import org.jspecify.annotations.NullMarked;
