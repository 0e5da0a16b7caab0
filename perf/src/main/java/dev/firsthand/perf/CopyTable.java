package dev.firsthand.perf;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/// Fills one table by COPY, in the text form of PostgreSQL.
final class CopyTable {
    private static final int BUFFER_BYTES = 1 << 20;

    private CopyTable() {}

    /// Each row is its values in the order of the columns; null is null.
    static void fill(Connection connection, String table, String columns, Stream<Object[]> rows)
            throws SQLException, IOException {
        String copy = "COPY %s (%s) FROM STDIN".formatted(table, columns);
        try (OutputStream out = new PGCopyOutputStream(connection.unwrap(PGConnection.class), copy, BUFFER_BYTES);
                Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            rows.forEach(row -> write(text, row));
        }
    }

    private static void write(Writer out, Object[] row) {
        try {
            for (int i = 0; i < row.length; i++) {
                out.write(i == 0 ? "" : "\t");
                out.write(row[i] == null ? "\\N" : text(row[i]));
            }
            out.write("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? "\\\\x" + HexFormat.of().formatHex(bytes)
                : value.toString().replace("\\", "\\\\").replace("\t", " ").replace("\n", " ");
    }
}
