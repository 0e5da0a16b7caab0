package dev.firsthand.streams.mcap;

import dev.firsthand.streams.mcap.McapFormatException.Fault;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads an MCAP file by its index: what it holds, messages by topic and time, attachments, metadata.
///
/// A file without a complete summary is read once from end to end when it is opened, and its index made. Checksums are
/// checked for every part that is read; [McapRecordStream] checks the whole file. For one thread.
public final class McapReader implements AutoCloseable {
    private final FileBytes file;
    private final McapLimits limits;
    private final McapSummary summary;
    private final List<Stretch> stretches;

    private McapReader(FileBytes file, McapLimits limits, McapSummary summary, List<Stretch> stretches) {
        this.file = file;
        this.limits = limits;
        this.summary = summary;
        this.stretches = stretches;
    }

    public static McapReader open(Path path) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path);
        try {
            return open(channel, McapLimits.standard());
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /// The channel is closed with the reader; if this throws, it stays open.
    public static McapReader open(SeekableByteChannel channel, McapLimits limits) throws IOException {
        var file = new FileBytes(channel, limits);
        Optional<McapSummary> summary = SummarySection.read(file, limits);
        if (summary.isPresent()) {
            var stretches = summary.get().chunks().stream().map(Stretch::of).toList();
            return new McapReader(file, limits, summary.get(), stretches);
        }
        return scanned(file, limits);
    }

    @SuppressWarnings("resource") // the record stream only lends the channel, which stays with the reader
    private static McapReader scanned(FileBytes file, McapLimits limits) throws IOException {
        var scan = FileScan.of(McapRecordStream.of(Channels.newInputStream(file.fromStart()), limits));
        return new McapReader(file, limits, scan.summary(), scan.stretches());
    }

    public McapSummary summary() {
        return summary;
    }

    /// Messages in order of their log time. Several cursors may be used in turns.
    public MessageCursor messages(MessageQuery query) throws IOException {
        var definitions = new Definitions(limits);
        for (var schema : summary.schemas().values()) {
            definitions.add(schema, schema.data().remaining(), 0);
        }
        for (var channel : summary.channels().values()) {
            definitions.add(channel, channel.topic().length(), 0);
        }
        return new MessageCursor(file, limits, definitions, query, stretches);
    }

    public McapRecord.Attachment attachment(McapRecord.AttachmentIndex index) throws IOException {
        if (file.record(index.offset(), index.length()) instanceof McapRecord.Attachment attachment) {
            return attachment;
        }
        throw notThere("an attachment", index.offset());
    }

    public McapRecord.Metadata metadata(McapRecord.MetadataIndex index) throws IOException {
        if (file.record(index.offset(), index.length()) instanceof McapRecord.Metadata metadata) {
            return metadata;
        }
        throw notThere("metadata", index.offset());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static McapFormatException notThere(String what, long offset) {
        return new McapFormatException(
                Fault.MALFORMED, offset, "The index leads to %s that is not there".formatted(what));
    }
}
