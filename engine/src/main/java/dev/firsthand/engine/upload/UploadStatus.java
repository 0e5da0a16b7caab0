package dev.firsthand.engine.upload;

import dev.firsthand.engine.store.Personal;
import java.time.Instant;

/// What the server holds of one upload: `offsetBytes` of `lengthBytes` are on the disk. `metadata` is as its sender
/// wrote it. At `expiresAt` it is removed unless a session has taken it by then.
public record UploadStatus(
        UploadId id, long lengthBytes, long offsetBytes, Personal<String> metadata, Instant expiresAt) {

    public boolean complete() {
        return offsetBytes == lengthBytes;
    }
}
