/// Mp4: the boxes, sample tables and frame times of a file, what may stay in one of ours, and the last touch on it.
///
/// In: an mp4 from anywhere, whole or broken. Out: [Mp4File] with its tracks, [FrameTimes], a list of [Leak]s; a file
/// of ours without the words that its muxer left.
/// Never: decodes a picture, starts a program, or believes a length that a file states.
@NullMarked
package dev.firsthand.recording.mp4;

import org.jspecify.annotations.NullMarked;
