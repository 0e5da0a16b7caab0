package dev.firsthand.recording.lerobot;

import dev.firsthand.recording.lerobot.EpisodeColumns.Measured;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.Columns;
import dev.firsthand.recording.statistics.FeatureStats;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a LeRobot v3.0 set: one mp4 per camera and episode, one row group per episode, exact statistics.
///
/// Same episodes, same bytes. `meta/info.json` is written last, by [#finish]: a folder without it is no set. Memory is
/// bounded by one episode's columns and by [GlobalQuantiles#GATHERED_BYTES_MAX], but for one number per frame.
public final class LeRobotWriter implements AutoCloseable {
    private final Path folder;
    private final LeRobotSpec spec;
    private final List<Feature> stored;
    private final SetStatistics statistics;
    private final Map<String, Integer> tasks = new LinkedHashMap<>();
    private final RollingTable data;
    private final EpisodeTable episodes;
    private int episodeCount;
    private long frameCount;
    private boolean broken;

    private LeRobotWriter(Path folder, LeRobotSpec spec) {
        this.folder = folder;
        this.spec = spec;
        this.stored = new ArrayList<>(spec.features());
        stored.add(Feature.CAPTURE_TIME);
        stored.addAll(Feature.STANDARD);
        this.statistics = new SetStatistics(spec, stored);
        this.data = new RollingTable(
                folder,
                DatasetLayout.Place::data,
                stored.stream().map(Feature::column).toList(),
                MetaFiles.dataKeyValues(stored));
        this.episodes = new EpisodeTable(
                folder, EpisodeColumns.of(spec.cameras(), statistics.measured(), spec.provenanceColumns()));
    }

    /// Begins a set in a folder that does not exist yet, or is empty.
    public static LeRobotWriter open(Path folder, LeRobotSpec spec) throws IOException {
        Files.createDirectories(folder);
        try (var entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new FileAlreadyExistsException(folder.toString(), null, "the folder is not empty");
            }
        }
        return new LeRobotWriter(folder, spec);
    }

    /// Appends an episode and moves its videos into the set. An episode that does not fit the specification is refused
    /// with an [IllegalArgumentException] before anything is written.
    public void add(LeRobotEpisode episode) throws IOException {
        if (broken) {
            throw new IllegalStateException("an episode before could not be written: begin a new set");
        }
        EpisodeFit.check(spec, episode);
        statistics.check(episode);
        broken = true;
        List<Column> columns = columns(episode);
        DatasetLayout.Place place =
                data.place(columns.stream().mapToLong(Columns::plainBytes).sum());
        data.rowGroup(episode.frames(), columns);
        moveVideos(episode);
        episodes.add(episodeRow(episode, place, statistics.add(episode, columns)));
        episodeCount++;
        frameCount += episode.frames();
        broken = false;
    }

    private List<Column> columns(LeRobotEpisode episode) {
        int frames = episode.frames();
        var columns = new ArrayList<Column>();
        for (Feature feature : spec.features()) {
            columns.add(episode.column(feature));
        }
        columns.add(new Column.Longs(episode.captureTimesNanos()));
        columns.add(Columns.timestamps(frames, spec.fps()));
        columns.add(Columns.counting(frames, 0));
        columns.add(Columns.filled(frames, episodeCount));
        columns.add(Columns.counting(frames, frameCount));
        columns.add(Columns.filled(frames, taskIndex(episode.task())));
        return columns;
    }

    private int taskIndex(String task) {
        return tasks.computeIfAbsent(task, sentence -> tasks.size());
    }

    private void moveVideos(LeRobotEpisode episode) throws IOException {
        for (Camera camera : spec.cameras()) {
            Path target = folder.resolve(DatasetLayout.Place.of(episodeCount).video(camera.key()));
            Files.createDirectories(target.getParent());
            Files.move(episode.video(camera).file(), target);
        }
    }

    private List<Column> episodeRow(
            LeRobotEpisode episode, DatasetLayout.Place dataPlace, Map<Measured, FeatureStats> stats) {
        var row = new ArrayList<Column>();
        row.add(whole(episodeCount));
        row.add(new Column.Texts(new String[] {episode.task()}));
        row.add(whole(episode.frames()));
        row.add(whole(dataPlace.chunk()));
        row.add(whole(dataPlace.file()));
        row.add(whole(frameCount));
        row.add(whole(frameCount + episode.frames()));
        var videoPlace = DatasetLayout.Place.of(episodeCount);
        for (int camera = 0; camera < spec.cameras().size(); camera++) {
            row.add(whole(videoPlace.chunk()));
            row.add(whole(videoPlace.file()));
            row.add(new Column.Doubles(new double[] {0}));
            row.add(new Column.Doubles(new double[] {episode.frames() / (double) spec.fps()}));
        }
        stats.forEach((feature, one) -> row.addAll(feature.row(one)));
        for (String column : spec.provenanceColumns()) {
            row.add(new Column.Texts(new String[] {episode.provenance(column)}));
        }
        return row;
    }

    private static Column whole(long value) {
        return new Column.Longs(new long[] {value});
    }

    /// Writes the table of episodes, tasks, statistics and, last, `info.json`.
    public void finish() throws IOException {
        if (broken || episodeCount == 0) {
            throw new IllegalStateException("a set needs at least one episode, and all of them whole");
        }
        broken = true; // no episode comes after this
        List<Path> dataFiles = data.finish();
        episodes.finish();
        MetaFiles.writeTasks(folder, tasks.keySet());
        MetaFiles.write(folder.resolve(DatasetLayout.STATS), MetaFiles.stats(statistics.ofAll(dataFiles)));
        var totals = new MetaFiles.Totals(episodeCount, frameCount, tasks.size());
        MetaFiles.write(folder.resolve(DatasetLayout.INFO), MetaFiles.info(spec, stored, totals));
    }

    /// Lets go of open files. Without [#finish] before, what lies in the folder is no set.
    @Override
    public void close() throws IOException {
        try (data) {
            episodes.close();
        }
    }
}
