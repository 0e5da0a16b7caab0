package dev.firsthand.recording.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/// Puts what the library lists from hash-ordered sets into a fixed order: enums hash by their place in memory, so the
/// same table would come out as other bytes at the next start of the JVM.
final class FooterOrder {
    private FooterOrder() {}

    /// Sorts the encodings of each column in the footer of a finished file.
    static void settle(Path table) throws IOException {
        try (var file = FileChannel.open(table, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            byte[] bytes = TableReader.footerBytes(file);
            FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes));
            for (RowGroup group : footer.getRow_groups()) {
                for (ColumnChunk chunk : group.getColumns()) {
                    List<Encoding> encodings =
                            new ArrayList<>(chunk.getMeta_data().getEncodings());
                    encodings.sort(null);
                    chunk.getMeta_data().setEncodings(encodings);
                }
            }
            var sorted = new ByteArrayOutputStream(bytes.length);
            Util.writeFileMetaData(footer, sorted);
            if (sorted.size() != bytes.length) {
                throw new IOException("a footer of %d bytes has %d when it is sorted: the library writes it otherwise"
                        .formatted(bytes.length, sorted.size()));
            }
            ByteBuffer rest = ByteBuffer.wrap(sorted.toByteArray());
            long start = TableReader.footerStart(file, bytes.length);
            while (rest.hasRemaining()) {
                file.write(rest, start + rest.position());
            }
        }
    }
}
