/// Video: what a file holds, and the derived videos (scrubbed, proxy, contact sheet, release grid), by FFmpeg children.
///
/// In: a video file as a plain [java.nio.file.Path]. Out: [VideoFacts] and [FrameTimes], and new files below a work
/// folder. Never: opens untrusted bytes with native code in this process, keeps sound or metadata, or changes its
/// input.
@NullMarked
package dev.firsthand.recording.video;

import org.jspecify.annotations.NullMarked;
