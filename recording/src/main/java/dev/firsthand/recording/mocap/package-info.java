/// Motion capture: what suits, marker systems and motion programs write.
///
/// In: BVH, C3D, TRC, MOT and GLB files. Out: [Clip] (a skeleton that moves), [Markers] (labelled points),
/// [MotionTable]
/// (named columns), in metres, radians and seconds, each with an [ImportReport] that says what was decided and why.
/// Never: guesses a unit, an axis or a root without saying so, fills a gap, or believes a count that a file states.
// tidy: five formats share one way to read text, to keep limits and to tell decisions; apart, all of that would have to
// be public
@NullMarked
package dev.firsthand.recording.mocap;

import org.jspecify.annotations.NullMarked;
