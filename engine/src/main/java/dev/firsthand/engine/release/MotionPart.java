package dev.firsthand.engine.release;

import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.streams.time.TimeSpan;
import java.util.List;

/// A part of the motion of a body alone. `features` are what all parts of the copy say of their bodies.
record MotionPart(Labelled labelled, TimeSpan span, List<Feature> features) implements Part {
    MotionPart {
        features = List.copyOf(features);
    }

    @Override
    public boolean withMotion() {
        return true;
    }
}
