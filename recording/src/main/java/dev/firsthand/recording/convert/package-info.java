/// Convert: recordings in the formats of other people's tools: an episode as one MCAP file beside the data
/// set, motion as MCAP or as a LeRobot set of its own.
///
/// In: a finished video without B-frames, sensor streams, and how their clocks stand to the video's; or
/// motion. Out: files that Foxglove, Lichtblick and Rerun open as they are, and sets that LeRobot loads.
/// Never: decodes a picture, resamples a stream, invents a time, or decides what may be published.
@NullMarked
package dev.firsthand.recording.convert;

import org.jspecify.annotations.NullMarked;
