package dev.firsthand.streams.mcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A made-up file: three channels, messages nearly in order of time, an attachment and metadata.
@SuppressWarnings("ArrayRecordComponent") // bytes of a file, never compared
record SeededFile(byte[] bytes, List<McapRecord.Message> messages, McapRecord.Attachment attachment) {
    static SeededFile of(long seed, int count, McapWriterOptions options) throws IOException {
        var random = new SplittableRandom(seed);
        var bytes = new ByteArrayOutputStream();
        var messages = new ArrayList<McapRecord.Message>();
        var attachment = new McapRecord.Attachment(5, 6, "notes.txt", "text/plain", utf8("made up"));
        try (var writer = McapWriter.to(bytes, options)) {
            var schema = writer.addSchema("Reading", "jsonschema", "{}".getBytes(StandardCharsets.UTF_8));
            var channels = List.of(
                    writer.addChannel("/a", schema, "json", Map.of("z", "1", "a", "2")),
                    writer.addChannel("/b", schema, "json", Map.of()),
                    writer.addSchemalessChannel("/c", "json", Map.of()));
            for (int i = 0; i < count; i++) {
                long time = 1_000L * i + random.nextInt(5_000);
                int channel = channels.get(random.nextInt(3)).id();
                var message = new McapRecord.Message(channel, i, time, time - 7, data(random));
                messages.add(message);
                writer.write(message);
            }
            writer.write(attachment);
            writer.write(new McapRecord.Metadata("about", new TreeMap<>(Map.of("episode", "e-1"))));
            writer.finish();
        }
        return new SeededFile(bytes.toByteArray(), messages, attachment);
    }

    List<McapRecord.Message> inOrderOfTime() {
        return messages.stream()
                .sorted((a, b) -> Long.compare(a.logTimeNanos(), b.logTimeNanos()))
                .toList();
    }

    private static ByteBuffer data(SplittableRandom random) {
        byte[] data = new byte[random.nextInt(64)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) random.nextInt(8);
        }
        return ByteBuffer.wrap(data);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
