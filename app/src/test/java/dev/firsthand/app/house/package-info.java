/// The house itself under test: the launcher, the arrows between rooms, the order of the sources.
///
/// In: the files of the repository and its compiled classes. Out: faults, each with the line to change.
/// Never: runs the product.
@NullMarked
package dev.firsthand.app.house;

import org.jspecify.annotations.NullMarked;
