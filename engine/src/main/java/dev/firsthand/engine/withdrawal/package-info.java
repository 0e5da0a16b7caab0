/// Withdrawal: a contributor takes back what was agreed, as far as the contributor wants, and can see each step of
/// it.
///
/// In: a level that somebody asked for, and what must be held although they did. Out: frozen work, episodes called
/// back, rows and keys that are gone, and how far that has come.
/// Never: asks why, touches money that was earned, or keeps anything by which an erased person could be known again.
@NullMarked
package dev.firsthand.engine.withdrawal;

import org.jspecify.annotations.NullMarked;
