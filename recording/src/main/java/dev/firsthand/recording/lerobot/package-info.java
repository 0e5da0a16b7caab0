/// LeRobot v3.0: a data set of episodes as training code reads it, written and checked.
///
/// In: finished mp4 files, columns of numbers on the frame grid, histograms of pixels. Out: a folder, or a
/// [ValidationReport] that names each broken rule.
/// Never: decodes pixels, reads a clock, needs Hadoop at run time, or leaves a folder that looks finished and is not.
@NullMarked
package dev.firsthand.recording.lerobot;

import org.jspecify.annotations.NullMarked;
