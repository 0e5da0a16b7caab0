/// Ergonomics: what a posture costs the body.
///
/// In: angles of a body, and what was declared about what no suit sees (load, grip, support). Out: REBA, RULA
/// and OWAS scores as intervals: from the best to the worst that what is unknown allows.
/// Never: takes what it can't see for harmless, or feeds pay, ranking or acceptance.
@NullMarked
package dev.firsthand.motion.ergonomics;

import org.jspecify.annotations.NullMarked;
