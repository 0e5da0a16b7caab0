package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.Columns;
import dev.firsthand.recording.video.ImageHistogram;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What an episode must hold before it is written.
final class EpisodeFit {
    private static final int CHANNELS = 3;
    private static final int PIXEL_VALUES = 256;

    private EpisodeFit() {}

    static void check(LeRobotSpec spec, LeRobotEpisode episode) {
        same(
                "videos",
                spec.cameras().stream().map(Camera::name).collect(Collectors.toSet()),
                episode.videos().keySet());
        same(
                "columns",
                spec.features().stream().map(Feature::name).collect(Collectors.toSet()),
                episode.columns().keySet());
        same(
                "provenance",
                Set.copyOf(spec.provenanceColumns()),
                episode.provenance().keySet());
        spec.features().forEach(feature -> checkColumn(feature, episode.column(feature), episode));
        checkColumn(Feature.CAPTURE_TIME, new Column.Longs(episode.captureTimesNanos()), episode);
        checkCaptureTimes(episode.captureTimesNanos());
        episode.videos().forEach((camera, video) -> checkHistogram(camera, video.histogram()));
        episode.provenance().forEach((column, value) -> {
            if (value.isBlank()) {
                throw new IllegalArgumentException("provenance column %s is blank".formatted(column));
            }
        });
    }

    private static void same(String what, Set<String> wanted, Set<String> given) {
        if (!wanted.equals(given)) {
            throw new IllegalArgumentException("the episode's %s are %s, the specification says %s"
                    .formatted(
                            what,
                            given.stream().sorted().toList(),
                            wanted.stream().sorted().toList()));
        }
    }

    private static void checkColumn(Feature feature, Column column, LeRobotEpisode episode) {
        if (column.type() != feature.type()) {
            throw new IllegalArgumentException(
                    "feature %s is %s, the column holds %s".formatted(feature.name(), feature.type(), column.type()));
        }
        int wanted = Math.multiplyExact(episode.frames(), feature.width());
        if (column.size() != wanted) {
            throw new IllegalArgumentException("feature %s has %d elements at %d frames: %d values are needed, %d given"
                    .formatted(feature.name(), feature.width(), episode.frames(), wanted, column.size()));
        }
        int unfit = Columns.firstUnfit(column);
        if (unfit != Cells.NONE) {
            throw new IllegalArgumentException(
                    "feature %s, frame %d: the value is not finite, beyond 2^53, or blank text"
                            .formatted(feature.name(), unfit / feature.width()));
        }
    }

    private static void checkCaptureTimes(long[] timesNanos) {
        for (int i = 0; i < timesNanos.length; i++) {
            if (timesNanos[i] < (i == 0 ? 0 : timesNanos[i - 1])) {
                throw new IllegalArgumentException("capture time of frame %d is %d ns: it goes backwards or is negative"
                        .formatted(i, timesNanos[i]));
            }
        }
    }

    private static void checkHistogram(String camera, ImageHistogram histogram) {
        long[][] counts = histogram.counts();
        boolean whole = histogram.frames() > 0 && counts.length == CHANNELS;
        for (int channel = 0; whole && channel < CHANNELS; channel++) {
            long pixels = Arrays.stream(counts[channel]).sum();
            whole = counts[channel].length == PIXEL_VALUES
                    && Arrays.stream(counts[channel]).min().getAsLong() >= 0
                    && pixels > 0
                    && pixels % histogram.frames() == 0
                    && pixels == Arrays.stream(counts[0]).sum();
        }
        if (!whole) {
            throw new IllegalArgumentException(
                    "the histogram of camera %s is empty, or not 3 channels of 256 values over the same pixels of each frame"
                            .formatted(camera));
        }
    }
}
