/// Soundness: can a motion be believed.
///
/// In: a clip of a body. Out: [SoundnessReport]: for each check a verdict, and findings with joint, span, measure
/// and limit. Never: mends the motion, decides about a person or their pay, or passes a check that could not be
/// made.
@NullMarked
package dev.firsthand.motion.soundness;

import org.jspecify.annotations.NullMarked;
