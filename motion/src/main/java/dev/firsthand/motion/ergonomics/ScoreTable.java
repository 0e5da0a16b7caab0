package dev.firsthand.motion.ergonomics;

import java.util.ArrayList;
import java.util.List;

/// A printed table of scores: rows and columns count from 1. Scores never fall from a cell to the next worse one by
/// more than the print has it; an interval of cells therefore takes the least and the most of all cells in it.
final class ScoreTable {
    private final int[][] cells;

    /// @param rows one line per row, numbers parted by blanks; bars and signs between columns are left out
    ScoreTable(String rows) {
        var lines = new ArrayList<int[]>();
        for (String line : rows.strip().lines().toList()) {
            lines.add(List.of(line.replace("|", " ").strip().split("\\s+")).stream()
                    .mapToInt(Integer::parseInt)
                    .toArray());
        }
        cells = lines.toArray(int[][]::new);
    }

    int at(int row, int column) {
        return cells[row - 1][column - 1];
    }

    int rows() {
        return cells.length;
    }

    int columns() {
        return cells[0].length;
    }

    Interval at(Interval row, Interval column) {
        int best = Integer.MAX_VALUE;
        int worst = Integer.MIN_VALUE;
        for (int r = row.best(); r <= row.worst(); r++) {
            for (int c = column.best(); c <= column.worst(); c++) {
                best = Math.min(best, at(r, c));
                worst = Math.max(worst, at(r, c));
            }
        }
        return new Interval(best, worst);
    }
}
