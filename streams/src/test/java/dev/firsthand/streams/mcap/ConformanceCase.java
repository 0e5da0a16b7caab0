package dev.firsthand.streams.mcap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firsthand.streams.mcap.McapWriterOptions.Chunking;
import dev.firsthand.streams.mcap.McapWriterOptions.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// One case of the format's own conformance suite: records as JSON beside the file that they must become.
record ConformanceCase(Path json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] EXTENSION = {1, (byte) 0xFF, (byte) 0xFF};

    Path file() {
        String name = json.getFileName().toString();
        return json.resolveSibling(name.substring(0, name.length() - ".json".length()) + ".mcap");
    }

    /// The records that a reader must find, chunks and their message indexes left out.
    List<McapRecord> records() throws IOException {
        var records = new ArrayList<McapRecord>();
        for (JsonNode node : JSON.readTree(json.toFile()).get("records")) {
            records.add(record(node.get("type").asText(), fields(node)));
        }
        return records;
    }

    byte[] written() throws IOException {
        Set<String> features = features();
        var bytes = new ByteArrayOutputStream();
        byte[] extension = features.contains("pad") ? EXTENSION : new byte[0];
        try (var writer = McapWriter.extending(bytes, options(features), extension)) {
            for (McapRecord record : records()) {
                if (record instanceof McapRecord.DataEnd) {
                    break;
                }
                write(record, writer);
            }
            writer.finish();
        }
        return bytes.toByteArray();
    }

    private static void write(McapRecord record, McapWriter writer) throws IOException {
        switch (record) {
            case McapRecord.Schema schema -> writer.write(schema);
            case McapRecord.Channel channel -> writer.write(channel);
            case McapRecord.Message message -> writer.write(message);
            case McapRecord.Attachment attachment -> writer.write(attachment);
            case McapRecord.Metadata metadata -> writer.write(metadata);
            case McapRecord ignored -> {
                // the writer makes it
            }
        }
    }

    private Set<String> features() throws IOException {
        var features = new HashSet<String>();
        JSON.readTree(json.toFile()).at("/meta/variant/features").forEach(feature -> features.add(feature.asText()));
        return features;
    }

    private static McapWriterOptions options(Set<String> features) {
        var parts = EnumSet.of(Part.CHUNK_CRC, Part.ATTACHMENT_CRC, Part.DATA_SECTION_CRC, Part.SUMMARY_CRC);
        Optional<Chunking> chunking = Optional.empty();
        for (String feature : features) {
            switch (feature) {
                case "ch" -> chunking = Optional.of(new Chunking(Compression.NONE, 1 << 20));
                case "mx" -> parts.add(Part.MESSAGE_INDEX);
                case "st" -> parts.add(Part.STATISTICS);
                case "rsh" -> parts.add(Part.REPEATED_SCHEMAS);
                case "rch" -> parts.add(Part.REPEATED_CHANNELS);
                case "ax" -> parts.add(Part.ATTACHMENT_INDEX);
                case "mdx" -> parts.add(Part.METADATA_INDEX);
                case "chx" -> parts.add(Part.CHUNK_INDEX);
                case "sum" -> parts.add(Part.SUMMARY_OFFSETS);
                case "pad" -> {
                    // not an option of the writer
                }
                default -> throw new IllegalArgumentException("the suite has a new feature: " + feature);
            }
        }
        return new McapWriterOptions("", "", chunking, parts);
    }

    private static JsonNode fields(JsonNode record) {
        var fields = JSON.createObjectNode();
        record.get("fields").forEach(field -> fields.set(field.get(0).asText(), field.get(1)));
        return fields;
    }

    private static McapRecord record(String type, JsonNode f) {
        return switch (type) {
            case "Header" -> new McapRecord.Header(text(f, "profile"), text(f, "library"));
            case "Schema" ->
                new McapRecord.Schema(integer(f, "id"), text(f, "name"), text(f, "encoding"), bytes(f, "data"));
            case "Channel" ->
                new McapRecord.Channel(
                        integer(f, "id"),
                        integer(f, "schema_id"),
                        text(f, "topic"),
                        text(f, "message_encoding"),
                        strings(f));
            case "Message" ->
                new McapRecord.Message(
                        integer(f, "channel_id"),
                        number(f, "sequence"),
                        number(f, "log_time"),
                        number(f, "publish_time"),
                        bytes(f, "data"));
            case "Attachment" ->
                new McapRecord.Attachment(
                        number(f, "log_time"),
                        number(f, "create_time"),
                        text(f, "name"),
                        text(f, "media_type"),
                        bytes(f, "data"));
            case "Metadata" -> new McapRecord.Metadata(text(f, "name"), strings(f));
            case "DataEnd" -> new McapRecord.DataEnd(number(f, "data_section_crc"));
            default -> summaryRecord(type, f);
        };
    }

    private static McapRecord summaryRecord(String type, JsonNode f) {
        return switch (type) {
            case "ChunkIndex" ->
                new McapRecord.ChunkIndex(
                        number(f, "message_start_time"),
                        number(f, "message_end_time"),
                        number(f, "chunk_start_offset"),
                        number(f, "chunk_length"),
                        numbers(f, "message_index_offsets"),
                        number(f, "message_index_length"),
                        text(f, "compression"),
                        number(f, "compressed_size"),
                        number(f, "uncompressed_size"));
            case "AttachmentIndex" ->
                new McapRecord.AttachmentIndex(
                        number(f, "offset"),
                        number(f, "length"),
                        number(f, "log_time"),
                        number(f, "create_time"),
                        number(f, "data_size"),
                        text(f, "name"),
                        text(f, "media_type"));
            case "MetadataIndex" ->
                new McapRecord.MetadataIndex(number(f, "offset"), number(f, "length"), text(f, "name"));
            case "Statistics" ->
                new McapRecord.Statistics(
                        number(f, "message_count"),
                        integer(f, "schema_count"),
                        number(f, "channel_count"),
                        number(f, "attachment_count"),
                        number(f, "metadata_count"),
                        number(f, "chunk_count"),
                        number(f, "message_start_time"),
                        number(f, "message_end_time"),
                        numbers(f, "channel_message_counts"));
            case "SummaryOffset" ->
                new McapRecord.SummaryOffset(
                        integer(f, "group_opcode"), number(f, "group_start"), number(f, "group_length"));
            case "Footer" ->
                new McapRecord.Footer(
                        number(f, "summary_start"), number(f, "summary_offset_start"), number(f, "summary_crc"));
            default -> throw new IllegalArgumentException("the suite has a new record: " + type);
        };
    }

    private static String text(JsonNode fields, String name) {
        return fields.get(name).asText();
    }

    private static long number(JsonNode fields, String name) {
        return Long.parseUnsignedLong(text(fields, name));
    }

    private static int integer(JsonNode fields, String name) {
        return Integer.parseInt(text(fields, name));
    }

    private static ByteBuffer bytes(JsonNode fields, String name) {
        JsonNode array = fields.get(name);
        var bytes = ByteBuffer.allocate(array.size());
        array.forEach(number -> bytes.put((byte) Integer.parseInt(number.asText())));
        return bytes.flip();
    }

    private static TreeMap<String, String> strings(JsonNode fields) {
        var map = new TreeMap<String, String>();
        fields.get("metadata")
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static TreeMap<Integer, Long> numbers(JsonNode fields, String name) {
        var map = new TreeMap<Integer, Long>();
        fields.get(name)
                .properties()
                .forEach(entry -> map.put(
                        Integer.valueOf(entry.getKey()),
                        Long.parseLong(entry.getValue().asText())));
        return map;
    }
}
