package dev.firsthand.recording.validation;

import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.Columns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One feature's values on their way through the row groups of all files, cut into episodes.
final class FeatureRun {
    /// Takes the rows of one whole episode.
    interface Whole {
        void episode(int episode, Column values) throws IOException;
    }

    private final DeclaredFeature feature;
    private final EpisodeList episodes;
    private final List<Column> parts = new ArrayList<>();
    private int episode;
    private boolean lost;

    FeatureRun(DeclaredFeature feature, EpisodeList episodes) {
        this.feature = feature;
        this.episodes = episodes;
    }

    DeclaredFeature feature() {
        return feature;
    }

    /// From here on rows are missing: nothing more is said about this feature's statistics.
    void lose() {
        lost = true;
    }

    boolean lost() {
        return lost;
    }

    /// The next rows, of which the first has the number `firstRow` in the whole set.
    void feed(Column values, long firstRow, Whole whole) throws IOException {
        int width = feature.width();
        long end = firstRow + values.size() / width;
        while (!lost && episode < episodes.size() && episodes.from(episode) < end) {
            long from = Math.max(firstRow, episodes.from(episode));
            long to = Math.min(end, episodes.to(episode));
            if (to <= from) {
                lost = true; // the table of episodes is broken, and was reported
                return;
            }
            int cutFrom = Math.toIntExact(from - firstRow) * width;
            int cutTo = Math.toIntExact(to - firstRow) * width;
            parts.add(cutTo - cutFrom == values.size() ? values : Columns.slice(values, cutFrom, cutTo));
            if (to < episodes.to(episode)) {
                return;
            }
            Column all = parts.size() == 1 ? parts.getFirst() : Columns.joined(values.type(), parts);
            parts.clear();
            whole.episode(episode, all);
            episode++;
        }
    }
}
