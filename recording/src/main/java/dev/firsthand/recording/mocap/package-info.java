/// Motion capture: what suits, marker systems and motion programs write.
///
/// In: BVH, C3D, TRC, MOT and GLB files. Out: [Clip] (a skeleton that moves), [Markers] (labelled points) or
/// [MotionTable] (named columns), in metres, radians and seconds, each with an [ImportReport] that says what was
/// decided and why.
/// Never: guesses a unit, an axis or a root without saying so, fills a gap, or believes a count that a file states.
@NullMarked
// tidy: five formats share how text is read, limits kept and decisions told; apart, all of that would have to be public
package dev.firsthand.recording.mocap;

import org.jspecify.annotations.NullMarked;
