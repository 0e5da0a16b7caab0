package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.parquet.TableReader;
import dev.firsthand.recording.statistics.FeatureStats;
import dev.firsthand.recording.statistics.GlobalQuantiles;
import dev.firsthand.recording.statistics.Moments;
import dev.firsthand.recording.statistics.Statistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rules of the data tables, and of the statistics of each episode, which are computed again on the way.
final class DataRules {
    private final Findings findings;
    private final DeclaredSet set;
    private final EpisodeList episodes;
    private final List<String> tasks;
    private final StatsCheck statsCheck;
    private final List<FeatureRun> runs = new ArrayList<>();
    private final Map<String, Moments> moments = new LinkedHashMap<>();
    private final Map<String, FeatureStats> last = new HashMap<>();
    private final List<Path> files = new ArrayList<>();
    private long rows;
    private boolean readable = true;

    DataRules(Findings findings, DeclaredSet set, EpisodeList episodes, List<String> tasks) {
        this.findings = findings;
        this.set = set;
        this.episodes = episodes;
        this.tasks = tasks;
        this.statsCheck = new StatsCheck(findings);
        for (DeclaredFeature feature : set.stored()) {
            if (feature.number() || feature.text()) {
                runs.add(new FeatureRun(feature, episodes));
                moments.put(feature.name(), new Moments(feature.width()));
            }
        }
    }

    /// Exact statistics of each number over the whole set; empty for what could not be read whole.
    Map<String, FeatureStats> check(Path folder) {
        try {
            List<TableFiles.Found> found = TableFiles.below(folder.resolve("data"), ".parquet");
            checkFiles(found);
            try (var stats = new StatsColumns(episodes.files())) {
                for (TableFiles.Found file : found) {
                    checkFile(file, stats);
                }
            }
            checkCounts();
            return readable ? ofAll() : Map.of();
        } catch (IOException broken) {
            findings.add(Rule.DATA_UNREADABLE, "data", "it cannot be read: " + broken.getMessage());
            return Map.of();
        }
    }

    private void checkFiles(List<TableFiles.Found> found) {
        var there = new HashSet<DatasetLayout.Place>();
        found.forEach(file -> there.add(file.place()));
        Set<DatasetLayout.Place> named = new HashSet<>();
        for (int e = 0; e < episodes.size(); e++) {
            if (named.add(episodes.data(e))) {
                findings.check(
                        there.contains(episodes.data(e)),
                        Rule.DATA_FILES,
                        episodes.data(e).data(),
                        "the file of episode %d is missing".formatted(e));
            }
        }
        for (TableFiles.Found file : found) {
            findings.check(
                    named.contains(file.place()), Rule.DATA_FILES, file.place().data(), "no episode is in this file");
        }
    }

    private void checkFile(TableFiles.Found file, StatsColumns stats) throws IOException {
        String place = file.place().data();
        try (var table = TableReader.open(file.path())) {
            files.add(file.path());
            checkColumns(table, place);
            for (int group = 0; group < table.groups(); group++) {
                checkGroup(table, group, file, stats);
                rows += table.rows(group);
            }
        } catch (IOException broken) {
            readable = false;
            runs.forEach(FeatureRun::lose);
            findings.add(Rule.DATA_UNREADABLE, place, "it cannot be read: " + broken.getMessage());
        }
    }

    private void checkColumns(TableReader table, String place) throws IOException {
        List<TableReader.Physical> columns = table.columns();
        List<String> declared = set.stored().stream().map(DeclaredFeature::name).toList();
        List<String> there = columns.stream().map(TableReader.Physical::name).toList();
        for (String name : there) {
            findings.check(
                    declared.contains(name),
                    Rule.DATA_COLUMNS,
                    place + " column " + name,
                    "no feature declares it: LeRobot does not open the set");
        }
        for (DeclaredFeature feature : set.stored()) {
            Optional<TableReader.Physical> column = columns.stream()
                    .filter(one -> one.name().equals(feature.name()))
                    .findFirst();
            String at = place + " column " + feature.name();
            if (column.isEmpty()) {
                findings.add(Rule.DATA_COLUMNS, at, "it is declared and missing: LeRobot gives nothing, silently");
            } else if (feature.number() || feature.text()) {
                int depth = feature.dims().size();
                findings.check(
                        column.get().physical().equals(feature.physical())
                                && column.get().depth() == depth,
                        Rule.DATA_COLUMNS,
                        at,
                        "it is %s in %d lists, dtype %s of shape %s asks for %s in %d"
                                .formatted(
                                        column.get().physical(),
                                        column.get().depth(),
                                        feature.dtype(),
                                        feature.shape(),
                                        feature.physical(),
                                        depth));
            }
        }
    }

    private void checkGroup(TableReader table, int group, TableFiles.Found file, StatsColumns stats)
            throws IOException {
        new RowRules(findings, set, episodes, tasks, file.place()).check(table, group, rows);
        for (FeatureRun run : runs) {
            String place =
                    "%s column %s".formatted(file.place().data(), run.feature().name());
            Optional<Cells> cells =
                    table.read(group, run.feature().name(), run.feature().dims());
            if (cells.isEmpty() || !checkCells(cells.get(), run.feature(), place)) {
                run.lose();
            } else if (run.feature().number() && !run.lost()) {
                run.feed(cells.get().values(), rows, (e, values) -> whole(run.feature(), e, values, stats));
            }
        }
    }

    private boolean checkCells(Cells cells, DeclaredFeature feature, String place) {
        findings.check(
                cells.misfitRow() == Cells.NONE,
                Rule.DATA_VECTOR_LENGTH,
                place + " row " + (rows + cells.misfitRow()),
                "the row has not the shape %s".formatted(feature.shape()));
        findings.check(
                cells.nullRow() == Cells.NONE,
                Rule.DATA_NULL,
                place + " row " + (rows + cells.nullRow()),
                "a value is missing");
        if (!cells.sound() || feature.text()) {
            return cells.sound();
        }
        for (int i = 0; i < cells.values().size(); i++) {
            if (!Double.isFinite(cells.number(i))) {
                findings.add(
                        Rule.DATA_NAN,
                        place + " row " + (rows + i / feature.width()),
                        "a value is %s".formatted(cells.number(i)));
                return false;
            }
        }
        return true;
    }

    private void whole(DeclaredFeature feature, int episode, Column values, StatsColumns declared) throws IOException {
        FeatureStats exact = Statistics.of(values, feature.width());
        Moments seen = moments.get(feature.name());
        if (seen != null) {
            seen.add(exact);
        }
        last.put(feature.name(), exact);
        checkCaptureTimes(feature, episode, values);
        if (declared.goTo(episode)) {
            declared.at(episode, feature)
                    .ifPresent(stats -> statsCheck.checkAgainst(
                            stats, exact, "meta/episodes row %d stats/%s".formatted(episode, feature.name())));
        }
    }

    private void checkCaptureTimes(DeclaredFeature feature, int episode, Column values) {
        if (!feature.name().equals(Feature.CAPTURE_TIME.name()) || !(values instanceof Column.Longs(var nanos))) {
            return;
        }
        long before = 0;
        for (int i = 0; i < nanos.length; i++) {
            if (nanos[i] < before) {
                findings.add(
                        Rule.DATA_CAPTURE_TIME,
                        "data episode %d row %d".formatted(episode, episodes.from(episode) + i),
                        "%s is %d, it must be at least %d".formatted(feature.name(), nanos[i], before));
            }
            before = Math.max(before, nanos[i]);
        }
    }

    private void checkCounts() {
        findings.check(
                rows == set.totalFrames(),
                Rule.DATA_ROW_COUNT,
                "data",
                "the data files hold %d rows, total_frames is %d: LeRobot believes the latter, silently"
                        .formatted(rows, set.totalFrames()));
    }

    private Map<String, FeatureStats> ofAll() throws IOException {
        var all = new LinkedHashMap<String, FeatureStats>();
        if (rows == 0 || rows > GlobalQuantiles.FRAMES_MAX) {
            return all;
        }
        var quantiles = new GlobalQuantiles(files, rows);
        for (FeatureRun run : runs) {
            DeclaredFeature feature = run.feature();
            Moments seen = moments.get(feature.name());
            FeatureStats one = last.get(feature.name());
            if (run.lost() || feature.text() || seen == null || one == null || seen.count() != rows) {
                continue;
            }
            boolean alone = episodes.size() == 1;
            var column = new TableColumn(feature.name(), ElementType.FLOAT64, feature.dims());
            all.put(feature.name(), alone ? one : seen.with(quantiles.of(column)));
        }
        return all;
    }
}
