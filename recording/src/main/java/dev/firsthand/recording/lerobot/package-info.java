/// LeRobot v3.0: a data set of episodes as training code reads it, written.
///
/// In: finished mp4 files, columns of numbers on the frame grid, histograms of pixels. Out: a folder, and the names of
/// its files and columns ([DatasetLayout], [EpisodeColumns]) for who checks it.
/// Never: decodes pixels, reads a clock, checks its own work, or leaves a folder that looks finished and is not.
@NullMarked
package dev.firsthand.recording.lerobot;

import org.jspecify.annotations.NullMarked;
