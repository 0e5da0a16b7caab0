/// Command line: one name, `firsthand`, and its words.
///
/// In: arguments. Out: results on standard output, everything else on standard error, and an exit code: 0 done,
/// 1 failed, 2 wrong use, 3 done with losses. Never: opens the database itself; it goes through the doors, a plain
/// file, or what the wiring opens while no server runs.
@NullMarked
package dev.firsthand.app.cli;

import org.jspecify.annotations.NullMarked;
