package dev.firsthand.streams.mcap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Finds out what a file holds by reading all of it, where its own summary is missing or not complete.
final class FileScan {
    private static final long LOOSE_BYTES_MAX = 1 << 20;

    private final SummaryDraft draft = new SummaryDraft();
    private final List<Stretch> stretches = new ArrayList<>();
    private McapRecord.Header header = new McapRecord.Header("", "");

    private FileScan() {}

    static FileScan of(McapRecordStream records) throws IOException {
        var scan = new FileScan();
        for (Optional<McapRecord> next = records.next(); next.isPresent(); next = records.next()) {
            scan.note(next.get(), records.recordStart(), records.recordEnd() - records.recordStart());
        }
        return scan;
    }

    McapSummary summary() {
        return draft.summary(header);
    }

    List<Stretch> stretches() {
        return stretches;
    }

    private void note(McapRecord record, long offset, long length) {
        switch (record) {
            case McapRecord.Header first -> header = first;
            case McapRecord.Schema schema -> draft.add(schema);
            case McapRecord.Channel channel -> draft.add(channel);
            case McapRecord.Message message -> noteMessage(message, offset, length);
            case McapRecord.Chunk chunk -> noteChunk(chunk, offset, length);
            case McapRecord.Attachment attachment ->
                draft.add(new McapRecord.AttachmentIndex(
                        offset,
                        length,
                        attachment.logTimeNanos(),
                        attachment.createTimeNanos(),
                        attachment.data().remaining(),
                        attachment.name(),
                        attachment.mediaType()));
            case McapRecord.Metadata metadata ->
                draft.add(new McapRecord.MetadataIndex(offset, length, metadata.name()));
            case McapRecord.InSummarySection ignored -> {
                // counted here from the records themselves
            }
            case McapRecord.MessageIndex ignored -> {
                // found anew in the chunk when it is read
            }
            case McapRecord.DataEnd ignored -> {
                // checked by the stream
            }
            case McapRecord.Unknown ignored -> {
                // not for us
            }
        }
    }

    private void noteChunk(McapRecord.Chunk chunk, long offset, long length) {
        var index = new McapRecord.ChunkIndex(
                chunk.startTimeNanos(),
                chunk.endTimeNanos(),
                offset,
                length,
                new TreeMap<>(),
                0,
                chunk.compression(),
                chunk.records().remaining(),
                chunk.uncompressedBytes());
        draft.add(index);
        stretches.add(Stretch.of(index));
    }

    /// A message within a chunk has the chunk's place, which is known already.
    private void noteMessage(McapRecord.Message message, long offset, long length) {
        draft.add(message);
        Stretch last = stretches.isEmpty() ? null : stretches.getLast();
        if (last != null && last.packed() && last.offset() == offset) {
            return;
        }
        if (last != null
                && !last.packed()
                && last.offset() + last.length() == offset
                && last.length() + length <= LOOSE_BYTES_MAX) {
            stretches.set(stretches.size() - 1, last.with(message, length));
        } else {
            stretches.add(Stretch.of(message, offset, length));
        }
    }
}
