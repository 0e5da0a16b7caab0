/// Convert: an episode in the formats of other people's tools, beside the data set: today one MCAP file per episode.
///
/// In: a finished video without B-frames, sensor streams, and how their clocks stand to the video's. Out: a file that
/// Foxglove, Lichtblick and Rerun open as it is.
/// Never: decodes a picture, resamples a stream, invents a time, or decides what may be published.
@NullMarked
package dev.firsthand.recording.convert;

import org.jspecify.annotations.NullMarked;
