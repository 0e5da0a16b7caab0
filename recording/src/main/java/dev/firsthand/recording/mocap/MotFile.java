package dev.firsthand.recording.mocap;

import dev.firsthand.recording.mocap.ImportReport.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Reads MOT and STO: free lines up to `endheader`, then columns of which the first is time.
public final class MotFile {
    private static final int HEADING_LINES_MAX = 1000;

    private MotFile() {}

    public static Motion.Table read(Path file) throws IOException {
        MotionLimits.checkFile(Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    static Motion.Table read(InputStream in) throws IOException {
        var lines = new TextLines(in);
        var decisions = new ArrayList<Decision>();
        var heading = new ArrayList<String>();
        String line = next(lines);
        while (!line.strip().equalsIgnoreCase("endheader")) {
            heading.add(line.strip().toLowerCase(Locale.ROOT).replaceAll("\\s*=\\s*", "="));
            if (heading.size() > HEADING_LINES_MAX) {
                throw new UnreadableMotion("mot-not-one", "No line endheader was found.");
            }
            line = next(lines);
        }
        do {
            line = next(lines);
        } while (line.isBlank());
        List<String> columns = cells(line);
        if (!columns.getFirst().equalsIgnoreCase("time") || columns.size() < 2) {
            throw new UnreadableMotion(
                    "mot-columns", "Line %d: columns must begin with time.".formatted(lines.number()));
        }
        boolean degrees = !heading.contains("indegrees=no");
        if (degrees && !heading.contains("indegrees=yes")) {
            decisions.add(Decision.doubtful(
                    "angle-unit-unknown", "The file does not say inDegrees=yes or no: angles are taken for degrees."));
        }
        return table(lines, columns.subList(1, columns.size()), degrees, decisions, declared(heading));
    }

    private static Motion.Table table(
            TextLines lines, List<String> columns, boolean degrees, List<Decision> decisions, int declared)
            throws IOException {
        double[] times = new double[64];
        double[] values = new double[64 * columns.size()];
        int rows = 0;
        for (var next = lines.next(); next.isPresent(); next = lines.next()) {
            if (next.get().isBlank()) {
                continue;
            }
            List<String> cells = cells(next.get());
            if (cells.size() != columns.size() + 1) {
                throw new UnreadableMotion(
                        "mot-row",
                        "Line %d has %d cells, the heading %d."
                                .formatted(lines.number(), cells.size(), columns.size() + 1));
            }
            MotionLimits.checkValues(rows + 1L, columns.size());
            if (rows == times.length) {
                times = Arrays.copyOf(times, 2 * rows);
                values = Arrays.copyOf(values, Math.min(2 * rows * columns.size(), MotionLimits.valuesMax()));
            }
            times[rows] = lines.cell(cells.getFirst());
            for (int c = 0; c < columns.size(); c++) {
                values[rows * columns.size() + c] = lines.cell(cells.get(c + 1));
            }
            rows++;
        }
        if (rows == 0) {
            throw new UnreadableMotion("mot-no-rows", "The file names columns but holds no row.");
        }
        if (declared >= 0 && declared != rows) {
            decisions.add(Decision.doubtful(
                    "frame-count", "The file states %d rows and holds %d: those are used.".formatted(declared, rows)));
        }
        var table = new MotionTable(
                columns, Arrays.copyOf(times, rows), Arrays.copyOf(values, rows * columns.size()), degrees);
        double rate = rows > 1 ? (rows - 1) / (times[rows - 1] - times[0]) : Double.NaN;
        return new Motion.Table(
                table,
                ImportReport.withoutBody(
                        "MOT",
                        columns.size(),
                        declared < 0 ? rows : declared,
                        rows,
                        rate,
                        degrees ? "degrees" : "radians",
                        1,
                        "unknown",
                        decisions));
    }

    private static int declared(List<String> heading) {
        for (String line : heading) {
            if (line.matches("(nrows=|datarows\\s+)[0-9]{1,8}")) {
                return Integer.parseInt(line.replaceAll("[^0-9]", ""));
            }
        }
        return -1;
    }

    private static String next(TextLines lines) throws IOException {
        return lines.next()
                .orElseThrow(() -> new UnreadableMotion(
                        "mot-not-one", "The file ends before a line endheader and a line of columns."));
    }

    private static List<String> cells(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
