package dev.firsthand.engine.labelling;

import dev.firsthand.engine.review.Reviewed;

/// A reviewed episode with its label. Only this room makes one.
public sealed interface Labelled permits LabelledEpisode {
    Reviewed reviewed();

    Label label();
}
