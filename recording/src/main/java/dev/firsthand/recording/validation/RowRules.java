package dev.firsthand.recording.validation;

import dev.firsthand.recording.lerobot.DatasetLayout;
import dev.firsthand.recording.lerobot.Feature;
import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.TableReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Rules of the five standard columns, row by row: LeRobot finds everything by position and looks at none of them.
final class RowRules {
    private final Findings findings;
    private final DeclaredSet set;
    private final EpisodeList episodes;
    private final List<String> tasks;
    private final DatasetLayout.Place file;

    RowRules(Findings findings, DeclaredSet set, EpisodeList episodes, List<String> tasks, DatasetLayout.Place file) {
        this.findings = findings;
        this.set = set;
        this.episodes = episodes;
        this.tasks = tasks;
        this.file = file;
    }

    /// Checks a row group whose first row has the number `firstRow` in the whole set.
    void check(TableReader table, int group, long firstRow) throws IOException {
        Optional<Cells> index = column(table, group, Feature.INDEX);
        Optional<Cells> frame = column(table, group, Feature.FRAME_INDEX);
        Optional<Cells> episode = column(table, group, Feature.EPISODE_INDEX);
        Optional<Cells> timestamp = column(table, group, Feature.TIMESTAMP);
        Optional<Cells> task = column(table, group, Feature.TASK_INDEX);
        int e = episodeAt(firstRow);
        for (int i = 0; i < table.rows(group); i++) {
            long row = firstRow + i;
            while (e < episodes.size() && row >= episodes.to(e)) {
                e++;
            }
            checkNumber(index, i, row, Rule.DATA_INDEX, row, Feature.INDEX);
            if (e >= episodes.size() || row < episodes.from(e)) {
                findings.add(Rule.DATA_EPISODE_INDEX, place(row), "the row belongs to no episode");
                continue;
            }
            long expectedFrame = row - episodes.from(e);
            checkNumber(episode, i, e, Rule.DATA_EPISODE_INDEX, row, Feature.EPISODE_INDEX);
            checkNumber(frame, i, expectedFrame, Rule.DATA_FRAME_INDEX, row, Feature.FRAME_INDEX);
            checkTime(timestamp, i, expectedFrame, row);
            checkTask(task, i, e, row);
            if (!episodes.data(e).equals(file)) {
                findings.add(
                        Rule.DATA_FILES,
                        place(row),
                        "a row of episode %d, which the table says is in %s"
                                .formatted(e, episodes.data(e).data()));
            }
        }
    }

    private String place(long row) {
        return file.data() + " row " + row;
    }

    /// The first episode that ends behind this row.
    private int episodeAt(long row) {
        int low = 0;
        int high = episodes.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (episodes.to(middle) > row) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static Optional<Cells> column(TableReader table, int group, Feature feature) throws IOException {
        return table.read(group, feature.name(), List.of())
                .filter(cells -> cells.values().type() == feature.type());
    }

    private void checkNumber(Optional<Cells> cells, int i, long expected, Rule rule, long row, Feature feature) {
        if (cells.isPresent() && cells.get().longs()[i] != expected) {
            findings.add(
                    rule,
                    place(row),
                    "%s is %d, it must be %d"
                            .formatted(feature.name(), cells.get().longs()[i], expected));
        }
    }

    private void checkTime(Optional<Cells> cells, int i, long frame, long row) {
        if (cells.isEmpty()) {
            return;
        }
        double expected = (float) (frame / (double) set.fps());
        if (cells.get().number(i) != expected) {
            findings.add(
                    Rule.DATA_TIMESTAMP,
                    place(row),
                    "timestamp is %s, frame %d at %d a second is %s"
                            .formatted(cells.get().number(i), frame, set.fps(), expected));
        }
    }

    private void checkTask(Optional<Cells> cells, int i, int episode, long row) {
        if (cells.isEmpty()) {
            return;
        }
        long task = cells.get().longs()[i];
        if (task < 0 || task >= tasks.size()) {
            findings.add(
                    Rule.DATA_TASK_INDEX,
                    place(row),
                    "task_index is %d, there are %d tasks".formatted(task, tasks.size()));
        } else if (!episodes.tasks().get(episode).contains(tasks.get((int) task))) {
            findings.add(
                    Rule.DATA_TASK_INDEX,
                    place(row),
                    "task %d is none of the tasks of episode %d".formatted(task, episode));
        }
    }
}
