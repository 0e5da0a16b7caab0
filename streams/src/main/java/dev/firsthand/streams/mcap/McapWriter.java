package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapWriterOptions.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes one MCAP file from its first byte to its last. The same calls give the same bytes.
///
/// A file is whole only after [#finish]; [#close] alone leaves it cut short, as it must be when something went wrong.
/// One chunk is held in memory, and about a hundred bytes for each chunk written. For one thread.
///
/// ```java
/// try (var writer = McapWriter.to(Files.newOutputStream(path), McapWriterOptions.standard())) {
///     var schema = writer.addSchema("Point", "jsonschema", schemaBytes);
///     var channel = writer.addChannel("/point", schema, "json", Map.of());
///     writer.write(new McapRecord.Message(channel.id(), 0, timeNanos, timeNanos, ByteBuffer.wrap(json)));
///     writer.finish();
/// }
/// ```
public final class McapWriter implements AutoCloseable {
    static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

    private final CountedOutput out;
    private final McapWriterOptions options;
    private final RecordEncoder encoder;
    private final ByteSink scratch = new ByteSink();
    private final SummaryDraft summary = new SummaryDraft();
    private final @Nullable OpenChunk chunk;
    private boolean finished;

    /// Writes the header at once. The stream is closed with the writer.
    public static McapWriter to(OutputStream out, McapWriterOptions options) throws IOException {
        return extending(out, options, new byte[0]);
    }

    /// As a later version of the format would write, with `extension` after the known fields.
    static McapWriter extending(OutputStream out, McapWriterOptions options, byte[] extension) throws IOException {
        var writer = new McapWriter(out, options, extension);
        writer.out.write(ByteBuffer.wrap(MAGIC));
        writer.writeNow(new McapRecord.Header(options.profile(), options.library()));
        return writer;
    }

    private McapWriter(OutputStream out, McapWriterOptions options, byte[] extension) {
        this.out = new CountedOutput(out);
        this.options = options;
        this.encoder = new RecordEncoder(options.has(Part.ATTACHMENT_CRC), extension);
        this.chunk = options.chunking()
                .map(chunking -> new OpenChunk(chunking, encoder, options.has(Part.CHUNK_CRC)))
                .orElse(null);
    }

    /// Writes a schema under the next free id, or gives the one that was written before with the same content.
    public McapRecord.Schema addSchema(String name, String encoding, byte[] data) throws IOException {
        var bytes = ByteBuffer.wrap(data.clone());
        var known = summary.schema(name, encoding, bytes);
        var schema = known.orElseGet(() -> new McapRecord.Schema(summary.nextSchemaId(), name, encoding, bytes));
        write(schema);
        return schema;
    }

    /// Writes a channel under the next free id.
    public McapRecord.Channel addChannel(
            String topic, McapRecord.Schema schema, String messageEncoding, Map<String, String> metadata)
            throws IOException {
        return addChannel(topic, schema.id(), messageEncoding, metadata);
    }

    /// For messages that describe themselves, such as `json`.
    public McapRecord.Channel addSchemalessChannel(String topic, String messageEncoding, Map<String, String> metadata)
            throws IOException {
        return addChannel(topic, 0, messageEncoding, metadata);
    }

    private McapRecord.Channel addChannel(String topic, int schema, String encoding, Map<String, String> metadata)
            throws IOException {
        var channel = new McapRecord.Channel(summary.nextChannelId(), schema, topic, encoding, new TreeMap<>(metadata));
        write(channel);
        return channel;
    }

    /// A schema goes before the channels that name it. One that was written already is not written again.
    public void write(McapRecord.Schema schema) throws IOException {
        requireOpen();
        if (summary.add(schema)) {
            define(schema);
        }
    }

    /// A channel goes before its messages. One that was written already is not written again.
    public void write(McapRecord.Channel channel) throws IOException {
        requireOpen();
        if (summary.add(channel)) {
            define(channel);
        }
    }

    public void write(McapRecord.Message message) throws IOException {
        requireOpen();
        summary.add(message);
        if (chunk == null) {
            writeNow(message);
            return;
        }
        chunk.add(message);
        if (chunk.isFull()) {
            endChunk(chunk);
        }
    }

    public void write(McapRecord.Attachment attachment) throws IOException {
        requireOpen();
        long offset = out.position();
        writeNow(attachment);
        summary.add(new McapRecord.AttachmentIndex(
                offset,
                out.position() - offset,
                attachment.logTimeNanos(),
                attachment.createTimeNanos(),
                attachment.data().remaining(),
                attachment.name(),
                attachment.mediaType()));
    }

    public void write(McapRecord.Metadata metadata) throws IOException {
        requireOpen();
        long offset = out.position();
        writeNow(metadata);
        summary.add(new McapRecord.MetadataIndex(offset, out.position() - offset, metadata.name()));
    }

    /// Writes what is still open, so that a reader finds it also where the file is cut short from here on.
    public void flush() throws IOException {
        requireOpen();
        endOpenChunk();
        out.flush();
    }

    /// Writes what is still open, then the summary and the end of the file. Nothing can be written after it.
    public void finish() throws IOException {
        requireOpen();
        finished = true;
        endOpenChunk();
        writeNow(new McapRecord.DataEnd(options.has(Part.DATA_SECTION_CRC) ? out.crc() : 0));
        out.restartCrc();
        long summaryStart = out.position();
        List<McapRecord.SummaryOffset> offsets = writeSummary();
        long offsetStart = out.position();
        writeOffsets(offsets);
        writeFooter(offsetStart > summaryStart ? summaryStart : 0, out.position() > offsetStart ? offsetStart : 0);
        out.write(ByteBuffer.wrap(MAGIC));
        out.flush();
    }

    /// Closes the stream. Without [#finish] before it, the file stays cut short.
    @Override
    public void close() throws IOException {
        finished = true;
        out.close();
    }

    private List<McapRecord.SummaryOffset> writeSummary() throws IOException {
        var offsets = new ArrayList<McapRecord.SummaryOffset>();
        for (var group : summary.groups(options)) {
            long start = out.position();
            for (var record : group) {
                writeNow(record);
            }
            offsets.add(new McapRecord.SummaryOffset(
                    RecordEncoder.opcode(group.getFirst()), start, out.position() - start));
        }
        return offsets;
    }

    private void writeOffsets(List<McapRecord.SummaryOffset> offsets) throws IOException {
        if (options.has(Part.SUMMARY_OFFSETS)) {
            for (var offset : offsets) {
                writeNow(offset);
            }
        }
    }

    /// The summary's checksum covers the footer up to the checksum itself.
    private void writeFooter(long summaryStart, long offsetStart) throws IOException {
        scratch.u8(Opcode.FOOTER);
        scratch.u64(8 + 8 + 4);
        scratch.u64(summaryStart);
        scratch.u64(offsetStart);
        out.drain(scratch);
        scratch.u32(options.has(Part.SUMMARY_CRC) ? out.crc() : 0);
        out.drain(scratch);
    }

    private void define(McapRecord definition) throws IOException {
        if (chunk == null) {
            writeNow(definition);
        } else {
            chunk.add(definition);
        }
    }

    private void endOpenChunk() throws IOException {
        if (chunk != null && !chunk.isEmpty()) {
            endChunk(chunk);
        }
    }

    private void endChunk(OpenChunk full) throws IOException {
        summary.add(full.write(out, scratch, options.has(Part.MESSAGE_INDEX)));
    }

    private void writeNow(McapRecord record) throws IOException {
        encoder.encode(record, scratch);
        out.drain(scratch);
    }

    private void requireOpen() {
        if (finished) {
            throw new IllegalStateException("the file is finished; nothing can be written after its end");
        }
    }
}
