/// The words of `firsthand bench`: arguments in, the benchmark's own rooms asked, results out.
///
/// In: arguments. Out: results on standard output, progress and everything else on standard error, and an exit code.
/// Never: a rule of the benchmark; those are all in the module `bench`. It needs no database.
@NullMarked
package dev.firsthand.app.bench;

import org.jspecify.annotations.NullMarked;
