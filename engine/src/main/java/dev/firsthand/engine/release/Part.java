package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.Episode;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.privacy.Scrubbed;
import dev.firsthand.streams.time.TimeSpan;

/// One accepted span of an episode: the part of a copy that is the same for every holder.
sealed interface Part permits FilmedPart, MotionPart {
    Labelled labelled();

    TimeSpan span();

    /// Whether the copy holds how the body of whoever recorded it moved.
    boolean withMotion();

    default Scrubbed scrubbed() {
        return labelled().reviewed().scrubbed();
    }

    default Episode episode() {
        return scrubbed().checked().episode();
    }
}
