/// Release: the desk's pages by which data sets leave the house, and the pages of those who hold them.
///
/// In: an operator, or a holder. Out: pages, releases asked for, holders registered, a copy's files.
/// Never: shows a holder anything of another's, shows the desk what is sealed, or names a contributor.
@NullMarked
package dev.firsthand.app.release;

import org.jspecify.annotations.NullMarked;
