package dev.firsthand.recording.video;

import dev.firsthand.recording.child.Usage;
import java.nio.file.Path;

/// A video on a constant-rate grid, checked after it was written: `mapping.size()` frames, frame `k` at exactly
/// `k / fps`, a keyframe every second frame. `bitRate` is what the encoder was asked for.
public record GridVideo(
        Path file, GridSpec spec, GridMapping mapping, ImageHistogram histogram, long bitRate, Usage usage) {}
