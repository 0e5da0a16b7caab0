package dev.firsthand.recording.validation;

import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.Column;
import dev.firsthand.recording.parquet.Columns;
import dev.firsthand.recording.parquet.ElementType;
import dev.firsthand.recording.parquet.TableColumn;
import dev.firsthand.recording.parquet.TableReader;
import dev.firsthand.recording.parquet.TableWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A Parquet file taken apart, to be written again with something wrong in it. All columns in one row group.
final class OpenTable {
    final List<TableColumn> columns = new ArrayList<>();
    final List<Column> values = new ArrayList<>();
    final Map<String, String> keyValues = new TreeMap<>();
    final List<Integer> groups = new ArrayList<>();
    private final Path file;

    private OpenTable(Path file) {
        this.file = file;
    }

    static OpenTable of(Path file) throws IOException {
        var open = new OpenTable(file);
        try (var table = TableReader.open(file)) {
            open.keyValues.putAll(table.keyValues());
            for (int group = 0; group < table.groups(); group++) {
                open.groups.add(table.rows(group));
            }
            for (TableReader.Physical physical : table.columns()) {
                open.read(table, physical);
            }
        }
        return open;
    }

    private void read(TableReader table, TableReader.Physical physical) throws IOException {
        var any = new ArrayList<Integer>();
        for (int level = 0; level < physical.depth(); level++) {
            any.add(TableColumn.ANY);
        }
        var parts = new ArrayList<Column>();
        int width = 1;
        for (int group = 0; group < groups.size(); group++) {
            Cells cells = table.read(group, physical.name(), any).orElseThrow();
            parts.add(cells.values());
            width = cells.rowStarts()[1];
        }
        List<Integer> dims =
                physical.depth() == 0 ? List.of() : physical.depth() == 1 ? List.of(width) : List.of(width, 1, 1);
        ElementType type = parts.getFirst().type();
        columns.add(new TableColumn(physical.name(), type, dims));
        values.add(Columns.joined(type, parts));
    }

    int at(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no column " + column);
    }

    OpenTable set(String column, int position, double value) {
        switch (values.get(at(column))) {
            case Column.Floats(var floats) -> floats[position] = (float) value;
            case Column.Doubles(var doubles) -> doubles[position] = value;
            case Column.Longs(var longs) -> longs[position] = (long) value;
            case Column.Texts texts -> throw new IllegalArgumentException(column + " is text");
        }
        return this;
    }

    OpenTable set(String column, int position, String value) {
        ((Column.Texts) values.get(at(column))).values()[position] = value;
        return this;
    }

    OpenTable drop(String column) {
        int at = at(column);
        columns.remove(at);
        values.remove(at);
        return this;
    }

    OpenTable add(TableColumn column, Column all) {
        columns.add(column);
        values.add(all);
        return this;
    }

    OpenTable rename(String from, String to) {
        int at = at(from);
        columns.set(
                at, new TableColumn(to, columns.get(at).type(), columns.get(at).dims()));
        return this;
    }

    int rows() {
        return groups.stream().mapToInt(Integer::intValue).sum();
    }

    void write() throws IOException {
        write(0, rows(), file);
    }

    void write(int from, int to, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.deleteIfExists(target);
        try (var writer = new TableWriter(target, columns)) {
            var part = new ArrayList<Column>();
            for (int i = 0; i < columns.size(); i++) {
                int width = columns.get(i).width();
                part.add(Columns.slice(values.get(i), from * width, to * width));
            }
            writer.rowGroup(to - from, part);
            writer.finish(keyValues);
        }
    }
}
