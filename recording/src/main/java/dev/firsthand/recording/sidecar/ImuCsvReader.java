package dev.firsthand.recording.sidecar;

import dev.firsthand.recording.sidecar.ImuCsvDeclaration.AccelerationUnit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a table whose columns a person declared.
///
/// Cells are parted by comma, semicolon or tab, whichever the header line uses; lines before the header that begin with
/// `#` are passed over.
final class ImuCsvReader {
    private final ImuCsvDeclaration declaration;

    private ImuCsvReader(ImuCsvDeclaration declaration) {
        this.declaration = declaration;
    }

    static SidecarResult.Streams read(InputStream file, ImuCsvDeclaration declaration) throws IOException {
        var rows = new TextRows(file);
        var table = new ImuCsvReader(declaration).table(header(rows));
        return ImuTable.read(table, rows, declaration.offset(), List.of());
    }

    static String header(TextRows rows) throws IOException {
        for (int line = 0; line < SidecarLimits.HEADER_LINES; line++) {
            Optional<String> next = rows.next();
            if (next.isEmpty()) {
                throw new UnreadableSidecar("sidecar-empty", "The file has no line of column names.");
            }
            if (!next.get().startsWith("#")) {
                return next.get();
            }
        }
        throw new UnreadableSidecar(
                "sidecar-empty",
                "No line of column names was found in the first %d lines.".formatted(SidecarLimits.HEADER_LINES));
    }

    static char separator(String header) {
        for (char separator : new char[] {',', ';', '\t'}) {
            if (header.indexOf(separator) >= 0) {
                return separator;
            }
        }
        return ',';
    }

    private SampleTable table(String header) throws UnreadableSidecar {
        char separator = separator(header);
        List<String> names = TextRows.cells(header, separator);
        List<String> wanted = new ArrayList<>(declaration.acceleration().names());
        wanted.addAll(declaration.rate().names());
        AccelerationUnit acceleration = declaration.acceleration().unit();
        int[] columns = new int[wanted.size()];
        double[] scales = new double[wanted.size()];
        Arrays.fill(scales, 0, 3, acceleration.mps2());
        Arrays.fill(scales, 3, 6, declaration.rate().unit().radps());
        for (int c = 0; c < columns.length; c++) {
            columns[c] = column(names, wanted.get(c));
        }
        int power = declaration.time().unit().nanosPower();
        return new SampleTable(
                separator,
                names.size(),
                column(names, declaration.time().name()),
                cell -> Numbers.nanos(cell, power),
                columns,
                scales);
    }

    static int column(List<String> names, String wanted) throws UnreadableSidecar {
        int found = names.indexOf(wanted);
        if (found < 0 || found != names.lastIndexOf(wanted)) {
            throw new UnreadableSidecar(
                    found < 0 ? "sidecar-column-missing" : "sidecar-column-twice",
                    "The column %s is %s the header line, which has %d columns. Compare the declaration with the file."
                            .formatted(wanted, found < 0 ? "not in" : "twice in", names.size()));
        }
        return found;
    }
}
