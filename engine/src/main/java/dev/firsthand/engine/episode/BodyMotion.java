package dev.firsthand.engine.episode;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.streams.time.ClockAlignment;

/// The motion of a body that came with a recording: its clip in the form of `docs/formats/clip.md`, and how the
/// times of its frames read on the recording's clock. A drift of the clocks is taken out of the clip.
public record BodyMotion(ObjectId clip, ClockAlignment alignment) {}
