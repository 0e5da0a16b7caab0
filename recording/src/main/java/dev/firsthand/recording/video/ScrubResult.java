package dev.firsthand.recording.video;

import dev.firsthand.recording.child.Usage;
import dev.firsthand.recording.mp4.FrameTimes;
import java.nio.file.Path;
import java.util.Optional;

/// What came of scrubbing a video.
public sealed interface ScrubResult {
    /// `file` holds the pictures and their times and nothing else that the source said; `times` are the source's, to
    /// the nanosecond. `encodedAgain` says why the pictures could not be copied, empty when they were.
    record Scrubbed(Path file, FrameTimes times, Optional<EncodedAgain> encodedAgain, Usage usage)
            implements ScrubResult {}

    /// No clean copy could be made. `code` is stable (docs/formats/video.md).
    record Refused(String code, String message) implements ScrubResult {}

    /// Why pictures are encoded again instead of copied.
    enum EncodedAgain {
        /// mp4 has no place for the codec, or its stream has room for text that we can't sort out.
        CODEC,
        /// The edit list hides frames (a trimmed video): a copy would carry what the person cut away.
        HIDDEN_FRAMES,
        /// Keyframes are marked by SEI messages only, which a scrub removes: a copy could not be searched any more.
        KEYFRAMES_WITHOUT_IDR
    }
}
