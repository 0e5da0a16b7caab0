package dev.firsthand.engine.withdrawal;

import dev.firsthand.engine.store.Database;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/// Looks for a word in everything that an installation keeps: in rows, as COPY gives them, and in files, as they lie
/// or as they are packed.
final class PlainScan {
    private static final int AROUND = 24;

    private PlainScan() {}

    /// Where the word stands, with what follows it.
    static List<String> rows(Database database, String word) {
        return database.inTransaction(tx -> {
            List<String> found = new ArrayList<>();
            for (String table : tx.sql()
                    .createQuery("select table_name from information_schema.tables where table_schema = 'public'")
                    .mapTo(String.class)
                    .list()) {
                look(table, copied(tx.sql().getConnection(), table), word, found);
            }
            return found;
        });
    }

    static List<String> files(Path root, String word) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                look(name, unpacked(file), word, found);
                if (name.contains(word)) {
                    found.add("named " + name);
                }
            }
        }
        return found;
    }

    /// As text, or as the digits that COPY writes for bytes.
    private static void look(String where, byte[] bytes, String word, List<String> found) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        String hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        for (String form : List.of(word, hex)) {
            int at = text.indexOf(form);
            if (at >= 0) {
                found.add(where + ": " + text.substring(at, Math.min(text.length(), at + form.length() + AROUND)));
            }
        }
    }

    private static byte[] unpacked(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (!file.toString().endsWith(".gz")) {
            return bytes;
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return plain.readAllBytes();
        }
    }

    private static byte[] copied(Connection connection, String table) {
        try {
            var out = new ByteArrayOutputStream();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy \"%s\" to stdout".formatted(table), (OutputStream) out);
            return out.toByteArray();
        } catch (SQLException e) {
            throw new IllegalStateException("table %s cannot be copied".formatted(table), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
