package dev.firsthand.recording.video;

import dev.firsthand.recording.mp4.FrameTimes;
/// What a look at a video found.

public sealed interface ProbeResult {
    record Video(VideoFacts facts, FrameTimes times) implements ProbeResult {}

    /// Not a video that we can use. `code` is stable (docs/formats/video.md); `message` tells the contributor what to
    /// do.
    record Refused(String code, String message) implements ProbeResult {}
}
