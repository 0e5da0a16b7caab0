package dev.firsthand.engine.release;

import dev.firsthand.engine.copy.FileDigests;
import dev.firsthand.engine.copy.FileDigests.FileDigest;
import dev.firsthand.recording.parquet.Cells;
import dev.firsthand.recording.parquet.TableReader;
import dev.firsthand.recording.parquet.TableReader.Physical;
import dev.firsthand.streams.mcap.McapLimits;
import dev.firsthand.streams.mcap.McapRecord;
import dev.firsthand.streams.mcap.McapRecordStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// All text that a holder can find in a copy: names of files, their bytes as they lie there, and what is packed in
/// them.
final class CopyReading {
    private CopyReading() {}

    static List<String> texts(Path copy) throws IOException {
        List<String> texts = new ArrayList<>();
        for (FileDigest file : FileDigests.of(copy)) {
            Path path = copy.resolve(file.path());
            texts.add(file.path());
            texts.add(Files.readString(path, StandardCharsets.ISO_8859_1));
            texts.addAll(packed(path));
        }
        return texts;
    }

    /// What is written inside a file that packs it; nothing of other files.
    static List<String> packed(Path file) throws IOException {
        String name = file.toString();
        if (name.endsWith(".parquet")) {
            return table(file);
        }
        return name.endsWith(".mcap") ? records(file) : List.of();
    }

    private static List<String> table(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        try (TableReader table = TableReader.open(file)) {
            texts.add(table.keyValues().toString());
            for (Physical column : table.columns()) {
                texts.add(column.name());
                if (column.physical().equals("TEXT")) {
                    for (int group = 0; group < table.groups(); group++) {
                        Optional<Cells> cells =
                                table.read(group, column.name(), Collections.nCopies(column.depth(), 1));
                        texts.addAll(List.of(cells.orElseThrow().texts()));
                    }
                }
            }
        }
        return texts;
    }

    private static List<String> records(Path file) throws IOException {
        List<String> texts = new ArrayList<>();
        try (var in = Files.newInputStream(file);
                var records = McapRecordStream.of(in, McapLimits.standard())) {
            for (var next = records.next(); next.isPresent(); next = records.next()) {
                texts.add(next.get().toString());
                if (next.get() instanceof McapRecord.Message message) {
                    texts.add(text(message.data()));
                } else if (next.get() instanceof McapRecord.Schema schema) {
                    texts.add(text(schema.data()));
                } else if (next.get() instanceof McapRecord.Attachment attachment) {
                    texts.add(text(attachment.data()));
                }
            }
        }
        return texts;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }
}
