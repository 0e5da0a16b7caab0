package dev.firsthand.recording.statistics;

import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.parquet.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Exact quantiles of a feature over all rows of the written data files, with memory for as many of its elements at a
/// time as fit: a set of 2 million frames takes one reading for eight floats.
public final class GlobalQuantiles {
    static final long GATHERED_BYTES_MAX = 64L << 20;

    /// One number per frame must fit into memory: 32 million frames are 12 days at 30 a second.
    public static final int FRAMES_MAX = 32_000_000;

    private final List<Path> dataFiles;
    private final int rows;

    public GlobalQuantiles(List<Path> dataFiles, long rows) throws IOException {
        if (rows > FRAMES_MAX) {
            throw new IOException("%d frames, a set has at most %d: make several sets".formatted(rows, FRAMES_MAX));
        }
        this.dataFiles = List.copyOf(dataFiles);
        this.rows = (int) rows;
    }

    /// Per statistic and element, set for the quantiles.
    public double[][] of(TableColumn column) throws IOException {
        int width = column.width();
        var quantiles = new double[Stat.values().length][width];
        long elementBytes = rows * 8L;
        int atOnce = Math.clamp(GATHERED_BYTES_MAX / Math.max(1, elementBytes), 1, width);
        for (int first = 0; first < width; first += atOnce) {
            int end = Math.min(width, first + atOnce);
            double[][] gathered = gather(column, first, end);
            for (int e = first; e < end; e++) {
                double[] one = Quantiles.of(gathered[e - first]);
                for (Stat stat : Stat.QUANTILES) {
                    quantiles[stat.row()][e] = one[stat.row()];
                }
            }
        }
        return quantiles;
    }

    private double[][] gather(TableColumn column, int first, int end) throws IOException {
        var gathered = new double[end - first][rows];
        int row = 0;
        for (Path file : dataFiles) {
            try (var table = TableReader.open(file)) {
                for (int g = 0; g < table.groups(); g++) {
                    Cells cells = table.read(g, column.name(), column.dims())
                            .filter(Cells::sound)
                            .filter(read -> read.values().type() != ElementType.STRING)
                            .orElseThrow(() -> new IOException(
                                    "%s has no sound column %s".formatted(file.getFileName(), column.name())));
                    row = lay(cells, table.rows(g), first, gathered, row);
                }
            }
        }
        if (row != rows) {
            throw new IOException("the data files hold %d rows, not %d".formatted(row, rows));
        }
        return gathered;
    }

    private int lay(Cells cells, int count, int first, double[][] gathered, int row) throws IOException {
        if (count > rows - row) {
            throw new IOException("the data files hold more than %d rows".formatted(rows));
        }
        int width = count == 0 ? 1 : cells.values().size() / count;
        for (int e = 0; e < gathered.length; e++) {
            for (int r = 0; r < count; r++) {
                gathered[e][row + r] = cells.number(r * width + first + e);
            }
        }
        return row + count;
    }
}
