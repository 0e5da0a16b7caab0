package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.streams.time.TimeSpan;

/// A part with its rendered pictures.
record FilmedPart(Labelled labelled, TimeSpan span, Rendered rendered, boolean withMotion) implements Part {
    FilmedRecording film() {
        return episode().recording().film().orElseThrow();
    }
}
