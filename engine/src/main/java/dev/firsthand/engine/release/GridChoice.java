package dev.firsthand.engine.release;

import dev.firsthand.engine.episode.FilmedRecording;
import dev.firsthand.engine.labelling.Labelled;
import dev.firsthand.recording.video.GridSpec;
import dev.firsthand.recording.video.VideoFacts;
import java.util.List;

/// The grid of a release whose operator named none: 30 frames a second; the episodes' own picture size when they all
/// share it and it is no larger than 1280 on its long side, else 640 x 480.
final class GridChoice {
    private static final int RATE_HZ = 30;
    private static final int LONG_SIDE_MAX_PIXELS = 1280;

    private GridChoice() {}

    static GridSpec of(List<Labelled> episodes) {
        List<GridSpec> sizes = episodes.stream()
                .map(labelled ->
                        labelled.reviewed().scrubbed().checked().episode().recording())
                .flatMap(recording -> recording.film().stream())
                .map(FilmedRecording::facts)
                .map(GridChoice::shown)
                .distinct()
                .toList();
        boolean shared = sizes.size() == 1
                && Math.max(sizes.getFirst().width(), sizes.getFirst().height()) <= LONG_SIDE_MAX_PIXELS;
        return shared ? sizes.getFirst() : new GridSpec(RATE_HZ, 640, 480);
    }

    /// H.264 in 4:2:0 has even sides only.
    private static GridSpec shown(VideoFacts facts) {
        return new GridSpec(RATE_HZ, facts.shownWidth() & ~1, facts.shownHeight() & ~1);
    }
}
