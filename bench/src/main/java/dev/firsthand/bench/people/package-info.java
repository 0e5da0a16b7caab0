/// The people of a home: what they do all day, what they notice, what they ask and answer. Rules, never a language
/// model.
///
/// In: a world with people in it and what is said to them. Out: their moves in the world and what they say.
/// Never: a draw that is not keyed by person and time, words of real people, a judgement of the robot.
@NullMarked
package dev.firsthand.bench.people;

import org.jspecify.annotations.NullMarked;
