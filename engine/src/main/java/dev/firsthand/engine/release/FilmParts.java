package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.ConsentEndedException;
import dev.firsthand.engine.episode.EpisodeId;
import dev.firsthand.engine.job.StepContext;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.engine.release.EpisodeRendering.Rendered;
import dev.firsthand.engine.release.Releases.LeftOut;
import dev.firsthand.recording.mp4.MediaException;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.streams.time.TimeSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Renders what a copy of pictures is made of.
record FilmParts(EpisodeRendering rendering) {
    private static final int SPANS_LISTED_MAX = 5;

    Parts render(Eligible eligible, GridSpec grid, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        List<Part> parts = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        int done = 0;
        for (Labelled labelled : eligible.episodes()) {
            List<TimeSpan> dark = new ArrayList<>();
            boolean withMotion = eligible.withMotion().contains(id(labelled));
            for (TimeSpan span : labelled.reviewed().acceptedSpans()) {
                render(labelled, span, grid, step)
                        .ifPresentOrElse(
                                rendered -> parts.add(new FilmedPart(labelled, span, rendered, withMotion)),
                                () -> dark.add(span));
            }
            if (!dark.isEmpty()) {
                leftOut.add(without(labelled, dark, "span-without-picture", "No picture was taken"));
            }
            step.progress(++done, eligible.episodes().size());
        }
        return new Parts(parts, leftOut);
    }

    /// A video that cannot be rendered is named: its operator has many.
    private Optional<Rendered> render(Labelled labelled, TimeSpan span, GridSpec grid, StepContext step)
            throws IOException, InterruptedException, ConsentEndedException {
        try {
            return rendering.render(labelled.reviewed().scrubbed(), span, grid, step);
        } catch (MediaException unfit) {
            throw new MediaException(
                    unfit.code(),
                    "Episode %s cannot be rendered, so there is no release: %s To go on without it, review it again and accept none of it."
                            .formatted(id(labelled).value(), unfit.getMessage()));
        }
    }

    /// Says which accepted spans show nothing.
    static LeftOut without(Labelled labelled, List<TimeSpan> dark, String code, String what) {
        String listed = dark.stream()
                .limit(SPANS_LISTED_MAX)
                .map(span -> "%d to %d ns".formatted(span.startNanos(), span.endNanos()))
                .collect(Collectors.joining(", "));
        return new LeftOut(
                id(labelled),
                code,
                "%s in %d of its %d accepted spans, which are left out: %s%s. Accept a longer span."
                        .formatted(
                                what,
                                dark.size(),
                                labelled.reviewed().acceptedSpans().size(),
                                listed,
                                dark.size() > SPANS_LISTED_MAX ? ", ..." : ""));
    }

    private static EpisodeId id(Labelled labelled) {
        return labelled.reviewed().scrubbed().checked().episode().id();
    }
}
