package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.streams.time.TimeSpan;

/// One accepted span of an episode with its rendering: the part of a copy that is the same for every holder.
/// `withMotion`: the copy holds how the body of whoever recorded it moved.
record Part(Labelled labelled, TimeSpan span, Rendered rendered, boolean withMotion) {
    Scrubbed scrubbed() {
        return labelled.reviewed().scrubbed();
    }

    Episode episode() {
        return scrubbed().checked().episode();
    }

    /// Only what has pictures becomes a part.
    FilmedRecording film() {
        return episode().recording().film().orElseThrow();
    }
}
