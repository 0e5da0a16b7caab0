package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.EpisodeColumns;
import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.parquet.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rules of the table of episodes that need no data table.
final class EpisodeTableRules {
    static final int EPISODES_MAX = 1_000_000;
    private static final String FOLDER = "meta/episodes";

    private final Findings findings;
    private final DeclaredSet set;
    private final Map<String, double[]> numbers = new HashMap<>();
    private final Map<String, String[]> texts = new LinkedHashMap<>();
    private final List<List<String>> tasks = new ArrayList<>();
    private final List<DatasetLayout.Place> places = new ArrayList<>();
    private List<TableReader.Physical> firstColumns = List.of();

    EpisodeTableRules(Findings findings, DeclaredSet set) {
        this.findings = findings;
        this.set = set;
    }

    EpisodeList read(Path folder, List<String> sentences) {
        List<TableFiles.Found> files;
        try {
            files = TableFiles.below(folder.resolve(FOLDER), ".parquet");
        } catch (IOException broken) {
            findings.add(Rule.EPISODES_UNREADABLE, FOLDER, "it cannot be listed: " + broken.getMessage());
            return EpisodeList.NONE;
        }
        findings.check(!files.isEmpty(), Rule.EPISODES_UNREADABLE, FOLDER, "there is no table of episodes");
        for (TableFiles.Found file : files) {
            try (var table = TableReader.open(file.path())) {
                readFile(table, file);
            } catch (IOException broken) {
                findings.add(
                        Rule.EPISODES_UNREADABLE, file.place().episodes(), "it cannot be read: " + broken.getMessage());
                return EpisodeList.NONE;
            }
        }
        var list = new EpisodeList(numbers, texts, tasks, files);
        checkRows(list, sentences);
        return list;
    }

    private void readFile(TableReader table, TableFiles.Found file) throws IOException {
        String place = file.place().episodes();
        List<TableReader.Physical> columns = table.columns();
        if (firstColumns.isEmpty()) {
            firstColumns = columns;
            checkColumns(columns, place);
        } else if (!columns.equals(firstColumns)) {
            findings.add(
                    Rule.EPISODES_COLUMNS,
                    place,
                    "its columns differ from the first file's: LeRobot casts all files to those");
            return;
        }
        if (tasks.size() + table.rows() > EPISODES_MAX) {
            throw new IOException("more than %d episodes".formatted(EPISODES_MAX));
        }
        for (int group = 0; group < table.groups(); group++) {
            readGroup(table, group, columns, file);
        }
    }

    private void readGroup(TableReader table, int group, List<TableReader.Physical> columns, TableFiles.Found file)
            throws IOException {
        int first = tasks.size();
        int rows = table.rows(group);
        for (TableReader.Physical column : columns) {
            if (column.depth() == 0 && !column.name().startsWith("stats/")) {
                readScalar(table, group, column, first, file.place().episodes());
            }
        }
        var ragged = table.read(group, EpisodeColumns.TASKS, List.of(TableColumn.ANY));
        for (int row = 0; row < rows; row++) {
            List<String> sentences = List.of();
            if (ragged.isPresent() && ragged.get().texts().length > 0) {
                int[] starts = ragged.get().rowStarts();
                sentences = List.of(Arrays.copyOfRange(ragged.get().texts(), starts[row], starts[row + 1]));
            }
            tasks.add(sentences);
            places.add(file.place());
        }
    }

    private void readScalar(TableReader table, int group, TableReader.Physical column, int first, String place)
            throws IOException {
        boolean text = column.physical().equals("TEXT");
        if (!text && !List.of("INT64", "INT32", "DOUBLE", "FLOAT", "BOOLEAN").contains(column.physical())) {
            return;
        }
        var read = table.read(group, column.name(), List.of());
        if (read.isEmpty()) {
            return;
        }
        Cells cells = read.get();
        boolean provenance = column.name().startsWith("prov/");
        findings.check(
                provenance || cells.nullRow() == Cells.NONE,
                Rule.EPISODES_VALUE,
                place + " row " + (first + Math.max(0, cells.nullRow())),
                "%s is missing".formatted(column.name()));
        if (text) {
            texts.merge(column.name(), cells.texts(), EpisodeTableRules::joined);
        } else {
            numbers.merge(column.name(), cells.doubles(), EpisodeTableRules::joined);
        }
    }

    private static String[] joined(String[] a, String[] b) {
        String[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private void checkColumns(List<TableReader.Physical> columns, String place) {
        for (String name : List.of(
                EpisodeColumns.EPISODE_INDEX,
                EpisodeColumns.LENGTH,
                EpisodeColumns.DATA_CHUNK,
                EpisodeColumns.DATA_FILE,
                EpisodeColumns.FROM_INDEX,
                EpisodeColumns.TO_INDEX,
                EpisodeColumns.META_CHUNK,
                EpisodeColumns.META_FILE)) {
            checkColumn(columns, name, "INT64", place);
        }
        for (DeclaredFeature video : set.videos()) {
            checkColumn(columns, EpisodeColumns.video(video.name(), EpisodeColumns.CHUNK), "INT64", place);
            checkColumn(columns, EpisodeColumns.video(video.name(), EpisodeColumns.FILE), "INT64", place);
            checkColumn(columns, EpisodeColumns.video(video.name(), EpisodeColumns.FROM), "DOUBLE", place);
            checkColumn(columns, EpisodeColumns.video(video.name(), EpisodeColumns.TO), "DOUBLE", place);
        }
        findings.check(
                columns.stream()
                        .anyMatch(column -> column.name().equals(EpisodeColumns.TASKS)
                                && column.physical().equals("TEXT")
                                && column.depth() == 1),
                Rule.EPISODES_COLUMNS,
                place,
                "there is no column tasks, a list of text");
        for (TableReader.Physical column : columns) {
            findings.check(
                    column.depth() > 0
                            || List.of("INT64", "DOUBLE", "TEXT", "BOOLEAN").contains(column.physical()),
                    Rule.EPISODES_COLUMNS,
                    place,
                    "column %s is %s: Rerun reads int64, double and text".formatted(column.name(), column.physical()));
        }
    }

    private void checkColumn(List<TableReader.Physical> columns, String name, String physical, String place) {
        findings.check(
                columns.stream()
                        .anyMatch(column -> column.name().equals(name)
                                && column.physical().equals(physical)
                                && column.depth() == 0),
                Rule.EPISODES_COLUMNS,
                place,
                "there is no column %s of %s".formatted(name, physical));
    }

    private void checkRows(EpisodeList list, List<String> sentences) {
        var known = new HashSet<>(sentences);
        long expectedFrom = 0;
        for (int e = 0; e < list.size(); e++) {
            String place = FOLDER + " row " + e;
            long index = list.whole(EpisodeColumns.EPISODE_INDEX, e);
            findings.check(
                    index == e,
                    Rule.EPISODES_ORDER,
                    place,
                    "episode_index is %d: LeRobot takes the row number".formatted(index));
            findings.check(
                    list.length(e) > 0 && list.to(e) - list.from(e) == list.length(e),
                    Rule.EPISODES_LENGTH,
                    place,
                    "length is %d, its rows are [%d, %d)".formatted(list.length(e), list.from(e), list.to(e)));
            findings.check(
                    list.from(e) == expectedFrom,
                    Rule.EPISODES_RANGE,
                    place,
                    "it begins at row %d, the one before ends at %d".formatted(list.from(e), expectedFrom));
            expectedFrom = list.to(e);
            checkTasks(list.tasks().get(e), known, place);
        }
        checkPlaces(list);
        findings.check(
                list.size() == set.totalEpisodes(),
                Rule.INFO_COUNT,
                DatasetLayout.INFO,
                "total_episodes is %d, the table has %d".formatted(set.totalEpisodes(), list.size()));
        findings.check(
                expectedFrom == set.totalFrames(),
                Rule.INFO_COUNT,
                DatasetLayout.INFO,
                "total_frames is %d, the episodes end at %d".formatted(set.totalFrames(), expectedFrom));
    }

    private void checkTasks(List<String> of, Set<String> known, String place) {
        findings.check(!of.isEmpty(), Rule.EPISODES_TASK, place, "the episode has no task sentence");
        for (String sentence : of) {
            findings.check(
                    known.contains(sentence),
                    Rule.EPISODES_TASK,
                    place,
                    "a task sentence is not in %s".formatted(DatasetLayout.TASKS));
        }
    }

    private void checkPlaces(EpisodeList list) {
        for (int row = 0; row < list.size(); row++) {
            var said = new DatasetLayout.Place(
                    list.whole(EpisodeColumns.META_CHUNK, row), list.whole(EpisodeColumns.META_FILE, row));
            findings.check(
                    said.equals(places.get(row)),
                    Rule.EPISODES_PLACE,
                    FOLDER + " row " + row,
                    "it says it is in %s, it is in %s"
                            .formatted(said.episodes(), places.get(row).episodes()));
        }
    }
}
