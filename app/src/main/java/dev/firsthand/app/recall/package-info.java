/// The words of holders: `firsthand recall` and `firsthand release`, on a machine of theirs.
///
/// In: arguments, a copy, a signed notice. Out: what must go, a signed answer, a newer copy; results on
/// standard output, everything else on standard error, and an exit code.
/// Never: changes a copy, or needs a server but for fetching.
@NullMarked
package dev.firsthand.app.recall;

import org.jspecify.annotations.NullMarked;
