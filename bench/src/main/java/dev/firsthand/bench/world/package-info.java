/// The home as integers: a clock in milliseconds, one tree of what is where, quantities, temperatures, sight, hearing.
///
/// In: a [WorldPlan] and a seed. Out: a [World] that agents act on, with a hash of its state after every write.
/// Never: floating point in the state, a clock or randomness of the machine, a goal, a score, a person's mind.
@NullMarked
// tidy: half of these files are the words of the state, enums and short records that only have a meaning together
package dev.firsthand.bench.world;

import org.jspecify.annotations.NullMarked;
