package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.EpisodeColumns;
import java.util.List;
import java.util.Map;

/// The table of episodes without its statistics, as columns: entry e is episode e.
@SuppressWarnings("ArrayRecordComponent") // columns of numbers are the point of this type
record EpisodeList(
        Map<String, double[]> numbers,
        Map<String, String[]> texts,
        List<List<String>> tasks,
        List<TableFiles.Found> files) {

    static final EpisodeList NONE = new EpisodeList(Map.of(), Map.of(), List.of(), List.of());

    int size() {
        return tasks.size();
    }

    /// A column of whole numbers; -1 for an episode that has none.
    long whole(String column, int episode) {
        double[] values = numbers.get(column);
        return values == null || episode >= values.length ? -1 : (long) values[episode];
    }

    double number(String column, int episode) {
        double[] values = numbers.get(column);
        return values == null || episode >= values.length ? Double.NaN : values[episode];
    }

    long from(int episode) {
        return whole(EpisodeColumns.FROM_INDEX, episode);
    }

    long to(int episode) {
        return whole(EpisodeColumns.TO_INDEX, episode);
    }

    long length(int episode) {
        return whole(EpisodeColumns.LENGTH, episode);
    }

    DatasetLayout.Place data(int episode) {
        return new DatasetLayout.Place(
                whole(EpisodeColumns.DATA_CHUNK, episode), whole(EpisodeColumns.DATA_FILE, episode));
    }

    DatasetLayout.Place video(String key, int episode) {
        return new DatasetLayout.Place(
                whole(EpisodeColumns.video(key, EpisodeColumns.CHUNK), episode),
                whole(EpisodeColumns.video(key, EpisodeColumns.FILE), episode));
    }
}
