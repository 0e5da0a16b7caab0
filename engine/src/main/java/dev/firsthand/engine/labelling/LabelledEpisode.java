package dev.firsthand.engine.labelling;

import dev.firsthand.engine.review.Reviewed;

record LabelledEpisode(Reviewed reviewed, Label label) implements Labelled {}
