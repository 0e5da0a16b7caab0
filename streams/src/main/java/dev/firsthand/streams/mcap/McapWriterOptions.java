package dev.firsthand.streams.mcap;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a writer puts into a file besides the records that it is given.
///
/// @param profile what the header says about the rules for topics and encodings; empty for none
/// @param library what the header says about the writer
/// @param chunking empty: messages stand alone, cannot be compressed and are not indexed by time
/// @param parts indexes, repetitions and checksums
public record McapWriterOptions(String profile, String library, Optional<Chunking> chunking, Set<Part> parts) {
    /// A chunk ends with the message that makes it `bytes` long, so it is that long or one message longer.
    public record Chunking(Compression compression, int bytes) {
        public Chunking {
            if (bytes <= 0) {
                throw new IllegalArgumentException("a chunk of %d bytes holds nothing".formatted(bytes));
            }
        }
    }

    /// Each may be left out; readers without it fall back to reading the whole file.
    public enum Part {
        MESSAGE_INDEX,
        CHUNK_INDEX,
        ATTACHMENT_INDEX,
        METADATA_INDEX,
        STATISTICS,
        REPEATED_SCHEMAS,
        REPEATED_CHANNELS,
        SUMMARY_OFFSETS,
        CHUNK_CRC,
        ATTACHMENT_CRC,
        DATA_SECTION_CRC,
        SUMMARY_CRC
    }

    private static final int CHUNK_BYTES = 1 << 20;

    public McapWriterOptions {
        var copy = EnumSet.noneOf(Part.class);
        copy.addAll(parts);
        parts = Collections.unmodifiableSet(copy);
    }

    /// Everything, in zstd chunks of one MiB.
    public static McapWriterOptions standard() {
        return new McapWriterOptions(
                "", "firsthand", Optional.of(new Chunking(Compression.ZSTD, CHUNK_BYTES)), EnumSet.allOf(Part.class));
    }

    public McapWriterOptions withChunks(Compression compression, int bytes) {
        return new McapWriterOptions(profile, library, Optional.of(new Chunking(compression, bytes)), parts);
    }

    public McapWriterOptions withoutChunks() {
        return new McapWriterOptions(profile, library, Optional.empty(), parts);
    }

    public McapWriterOptions without(Part part) {
        var rest = EnumSet.allOf(Part.class);
        rest.retainAll(parts);
        rest.remove(part);
        return new McapWriterOptions(profile, library, chunking, rest);
    }

    boolean has(Part part) {
        return parts.contains(part);
    }
}
