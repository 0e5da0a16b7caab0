/// Synthetic: recordings that nobody had to make, drawn and measured in plain Java from a seed.
///
/// In: a seed and a plan. Out: a household video with a matching IMU, bad files of every kind, a robot's demonstration.
/// Never: shows a person who exists, or gives other bytes for the same seed, plan and encoder build.
@NullMarked
package dev.firsthand.recording.synthetic;

import org.jspecify.annotations.NullMarked;
