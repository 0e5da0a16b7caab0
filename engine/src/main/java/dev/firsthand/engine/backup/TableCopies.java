package dev.firsthand.engine.backup;

import dev.firsthand.engine.store.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.copy.PGCopyOutputStream;

/// All rows of a database as one file per table, in PostgreSQL's own text form of `COPY`: it is the same in every
/// version of the server. All tables are read as of one moment, while others go on writing.
final class TableCopies {
    private static final String ORDER = "order.txt";
    private static final String SEQUENCES = "sequences.txt";

    /// Every table of ours with its columns but those that the database reckons itself; what a table points at
    /// stands before it. A table that points at itself is checked when all of its rows are there; what is deferred,
    /// when all rows are.
    private static final String TABLES = """
            WITH RECURSIVE
                own AS (SELECT oid, relname FROM pg_class
                         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                           AND relname <> 'flyway_schema_history'),
                level AS (SELECT oid, 0 AS depth FROM own
                          UNION
                          SELECT c.conrelid, level.depth + 1
                            FROM level JOIN pg_constraint c ON c.confrelid = level.oid
                           WHERE c.contype = 'f' AND c.conrelid <> c.confrelid AND NOT c.condeferred)
            SELECT own.relname,
                   (SELECT string_agg(quote_ident(a.attname), ',' ORDER BY a.attnum)
                      FROM pg_attribute a
                     WHERE a.attrelid = own.oid AND a.attnum > 0
                       AND NOT a.attisdropped AND a.attgenerated = '') AS columns
              FROM own JOIN level USING (oid)
             GROUP BY own.oid, own.relname ORDER BY max(level.depth), own.relname
            """;

    private static final String COUNTED = """
            SELECT schemaname || '.' || sequencename, last_value FROM pg_sequences
             WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1
            """;

    private record Table(String name, String columns) {
        String line() {
            return name + " " + columns;
        }

        static Table of(String line) {
            int space = line.indexOf(' ');
            return new Table(line.substring(0, space), line.substring(space + 1));
        }

        Path file(Path folder) {
            return folder.resolve(name + ".copy.gz");
        }
    }

    private TableCopies() {}

    /// Writes the rows below `folder` and answers which schema they are of.
    static String write(DatabaseAddress address, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Connection connection = connect(address)) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            List<Table> tables = tables(connection);
            for (Table table : tables) {
                try (InputStream rows = new PGCopyInputStream(
                                connection.unwrap(PGConnection.class),
                                "COPY %s (%s) TO STDOUT".formatted(table.name(), table.columns()));
                        OutputStream out = new GZIPOutputStream(Files.newOutputStream(table.file(folder)))) {
                    rows.transferTo(out);
                }
            }
            Files.write(folder.resolve(ORDER), tables.stream().map(Table::line).toList());
            Files.write(folder.resolve(SEQUENCES), rows(connection, COUNTED));
            return rows(connection, "SELECT max(version::int), '' FROM flyway_schema_history WHERE success")
                    .getFirst()
                    .strip();
        } catch (SQLException fault) {
            throw new IOException("The database could not be read to its end. Nothing was backed up.", fault);
        }
    }

    /// Puts the rows into a database that has the schema they are of, in place of whatever is in it.
    static void read(DatabaseAddress address, Path folder) throws IOException {
        List<Table> tables = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(ORDER), StandardCharsets.UTF_8)) {
            tables.add(Table.of(line));
        }
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "TRUNCATE " + tables.stream().map(Table::name).collect(Collectors.joining(", ")) + " CASCADE");
            for (Table table : tables) {
                try (InputStream rows = new GZIPInputStream(Files.newInputStream(table.file(folder)));
                        OutputStream in = new PGCopyOutputStream(
                                connection.unwrap(PGConnection.class),
                                "COPY %s (%s) FROM STDIN".formatted(table.name(), table.columns()))) {
                    rows.transferTo(in);
                }
            }
            for (String line : Files.readAllLines(folder.resolve(SEQUENCES), StandardCharsets.UTF_8)) {
                int space = line.indexOf(" ");
                statement.execute("SELECT setval('%s', %d)"
                        .formatted(line.substring(0, space), Long.parseLong(line.substring(space + 1))));
            }
            connection.commit();
        } catch (SQLException fault) {
            throw new IOException(
                    "The rows could not be put back (SQLSTATE %s).".formatted(fault.getSQLState()), fault);
        }
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        return rows(connection, TABLES).stream().map(Table::of).toList();
    }

    /// Rows of two columns, as lines.
    private static List<String> rows(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(rows.getString(1) + " " + rows.getString(2));
            }
            return lines;
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }
}
