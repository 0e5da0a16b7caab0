/// Walks through the pages in real browsers, against the program as its users start it.
@NullMarked
package dev.firsthand.e2e;

import org.jspecify.annotations.NullMarked;
