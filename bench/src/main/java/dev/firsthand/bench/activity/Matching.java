package dev.firsthand.bench.activity;

import java.util.Arrays;
import java.util.List;

/// The largest matching of rows and columns whose pair is true, by augmenting paths.
final class Matching {
    private static final int FREE = -1;

    private Matching() {}

    static int size(Goal.Truths truths, List<List<Goal>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
        boolean[][] isTrue = new boolean[rows.size()][columns];
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns; c++) {
                isTrue[r][c] = rows.get(r).get(c).holds(truths);
            }
        }
        int[] rowOfColumn = new int[columns];
        Arrays.fill(rowOfColumn, FREE);
        int size = 0;
        for (int r = 0; r < rows.size(); r++) {
            size += augments(r, isTrue, rowOfColumn, new boolean[columns]) ? 1 : 0;
        }
        return size;
    }

    private static boolean augments(int row, boolean[][] isTrue, int[] rowOfColumn, boolean[] isTried) {
        for (int c = 0; c < rowOfColumn.length; c++) {
            if (!isTrue[row][c] || isTried[c]) {
                continue;
            }
            isTried[c] = true;
            if (rowOfColumn[c] == FREE || augments(rowOfColumn[c], isTrue, rowOfColumn, isTried)) {
                rowOfColumn[c] = row;
                return true;
            }
        }
        return false;
    }
}
