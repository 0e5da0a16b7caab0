/// Commands that keep an installation: back it up, put it back, replace its master key.
///
/// In: words of a command line. Out: folders, and lines that say where they are and what to do next.
/// Never: opens a sealed byte, or works on a vault that a server has open.
@NullMarked
package dev.firsthand.app.backup;

import org.jspecify.annotations.NullMarked;
