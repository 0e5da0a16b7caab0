package dev.firsthand.recording.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;

/// Another program writes our table again with one value missing, which our own writer cannot do.
final class NullTable {
    private NullTable() {}

    static void writeOneNull(Path file) throws IOException {
        boolean data = file.toString().contains("data");
        String column = data ? "capture_time_ns" : "length";
        Path copy = file.resolveSibling("copy.parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT * REPLACE (CASE WHEN episode_index = 1 THEN NULL ELSE %s END AS %s) FROM '%s') TO '%s' (FORMAT parquet)"
                            .formatted(column, column, file, copy));
        } catch (SQLException e) {
            throw new IOException(e);
        }
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
