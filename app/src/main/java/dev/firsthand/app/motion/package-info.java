/// The words of `firsthand motion`: what a motion file holds, whether it can be believed, and what a robot or a body
/// has of it.
///
/// In: arguments and a motion file. Out: results on standard output, everything else on standard error, and an exit
/// code. Never: a rule about motion; those are all in the module `motion`. It needs no server and no database.
@NullMarked
package dev.firsthand.app.motion;

import org.jspecify.annotations.NullMarked;
