package dev.firsthand.recording.lerobot;

import static java.util.Objects.requireNonNull;

import dev.firsthand.recording.lerobot.EpisodeColumns.Measured;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.statistics.FeatureStats;
import dev.firsthand.recording.statistics.GlobalQuantiles;
import dev.firsthand.recording.statistics.Moments;
import dev.firsthand.recording.statistics.Statistics;
import dev.firsthand.recording.video.ImageHistogram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Statistics of each episode, and what must be remembered of it for those of the whole set.
final class SetStatistics {
    private final LeRobotSpec spec;
    private final List<Feature> stored;
    private final List<Measured> measured = new ArrayList<>();
    private final Map<Measured, TableColumn> numbers = new LinkedHashMap<>();
    private final Map<Measured, Moments> moments = new LinkedHashMap<>();
    private final Map<Measured, ImageHistogram> pixels = new LinkedHashMap<>();
    private Map<Measured, FeatureStats> last = Map.of();
    private long frames;
    private int episodes;

    SetStatistics(LeRobotSpec spec, List<Feature> stored) {
        this.spec = spec;
        this.stored = stored;
        spec.cameras().forEach(camera -> measured.add(Measured.of(camera)));
        for (Feature feature : stored) {
            if (feature.type() != ElementType.STRING) {
                Measured numeric = Measured.of(feature);
                measured.add(numeric);
                numbers.put(numeric, feature.column());
                moments.put(numeric, new Moments(feature.width()));
            }
        }
    }

    List<Measured> measured() {
        return List.copyOf(measured);
    }

    /// Refuses an episode whose pictures were counted with another number of pixels than those before: statistics of
    /// all episodes weigh each by its frames.
    void check(LeRobotEpisode episode) {
        for (Camera camera : spec.cameras()) {
            long here = pixelsOfFrame(episode.video(camera).histogram());
            ImageHistogram seen = pixels.get(Measured.of(camera));
            if (seen != null && pixelsOfFrame(seen) != here) {
                throw new IllegalArgumentException("camera %s: %d pixels of each frame were counted, before %d"
                        .formatted(camera.name(), here, pixelsOfFrame(seen)));
            }
        }
    }

    private static long pixelsOfFrame(ImageHistogram histogram) {
        return Arrays.stream(histogram.counts()[0]).sum() / histogram.frames();
    }

    /// Of one episode, whose columns stand in the order of the stored features.
    Map<Measured, FeatureStats> add(LeRobotEpisode episode, List<Column> columns) {
        var stats = new LinkedHashMap<Measured, FeatureStats>();
        for (Camera camera : spec.cameras()) {
            ImageHistogram histogram = episode.video(camera).histogram();
            pixels.merge(Measured.of(camera), histogram, ImageHistogram::plus);
            stats.put(Measured.of(camera), Statistics.of(histogram));
        }
        for (int i = 0; i < stored.size(); i++) {
            Feature feature = stored.get(i);
            if (feature.type() != ElementType.STRING) {
                FeatureStats one = Statistics.of(columns.get(i), feature.width());
                requireNonNull(moments.get(Measured.of(feature))).add(one);
                stats.put(Measured.of(feature), one);
            }
        }
        last = stats;
        frames += episode.frames();
        episodes++;
        return stats;
    }

    /// Of all episodes; `dataFiles` are finished and hold every row.
    Map<Measured, FeatureStats> ofAll(List<Path> dataFiles) throws IOException {
        if (episodes == 1) {
            return last; // the only episode is all there is
        }
        var all = new LinkedHashMap<Measured, FeatureStats>();
        pixels.forEach((camera, histogram) -> all.put(camera, Statistics.of(histogram)));
        var quantiles = new GlobalQuantiles(dataFiles, frames);
        for (var numeric : numbers.entrySet()) {
            Moments seen = requireNonNull(moments.get(numeric.getKey()));
            all.put(numeric.getKey(), seen.with(quantiles.of(numeric.getValue())));
        }
        return all;
    }
}
