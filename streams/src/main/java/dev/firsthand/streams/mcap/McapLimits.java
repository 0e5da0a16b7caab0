package dev.firsthand.streams.mcap;

/// How much memory a file may ask a reader for.
///
/// @param recordBytes one record, and the records of one chunk when uncompressed
/// @param definitionBytes all schemas and channels together
/// @param overlapBytes uncompressed chunks held at once, where chunks overlap in time and messages are read in order
public record McapLimits(int recordBytes, long definitionBytes, long overlapBytes) {
    public McapLimits {
        if (recordBytes <= 0 || definitionBytes <= 0 || overlapBytes < recordBytes) {
            throw new IllegalArgumentException(
                    "limits must be positive, and overlap (%d bytes) at least one record (%d bytes); definitions %d bytes"
                            .formatted(overlapBytes, recordBytes, definitionBytes));
        }
    }

    public static McapLimits standard() {
        return new McapLimits(128 << 20, 64 << 20, 256 << 20);
    }
}
