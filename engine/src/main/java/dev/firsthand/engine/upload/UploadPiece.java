package dev.firsthand.engine.upload;

import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// Bytes that continue an upload at `offsetBytes`. `sizeBytes` is there when the sender stated how many will come.
/// The stream's `IOException` means that the sender went away: what came before it is kept.
public record UploadPiece(
        long offsetBytes, OptionalLong sizeBytes, Optional<UploadChecksum> checksum, InputStream bytes) {

    public UploadPiece {
        if (offsetBytes < 0) {
            throw new IllegalArgumentException("offset is negative: %d".formatted(offsetBytes));
        }
    }
}
