/// Reports: what the checks, the retargeting and the ergonomics found, as pages for people.
///
/// In: a motion and what was found about it. Out: one HTML file that needs nothing from anywhere else:
/// figures in three dimensions (`figures.js`, which other pages may use with the same [Scene]), lanes over
/// time, and every number as text.
/// Never: a number that is not in what was found, a resource of another place, a rule about motion.
@NullMarked
package dev.firsthand.motion.report;

import org.jspecify.annotations.NullMarked;
