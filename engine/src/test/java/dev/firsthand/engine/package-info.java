/// Fixtures that the tests of all rooms share.
///
/// In: a seed and a database. Out: [SyntheticHouse].
/// Never: holds data of a person.
@NullMarked
package dev.firsthand.engine;

import org.jspecify.annotations.NullMarked;
