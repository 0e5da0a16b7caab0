package dev.firsthand.engine.upload;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.store.Personal;
import java.time.Instant;

/// An upload that came to its end: the sealed object, the digest of its plain bytes (64 hexadecimal digits,
/// personal: it would recognise the file), and the time and the bytes that it took. `movedBytes` counts every byte
/// that arrived, also those that came twice.
public record CompletedUpload(
        UploadId id,
        ObjectId object,
        long sizeBytes,
        Personal<String> sha256,
        Personal<String> metadata,
        Instant beganAt,
        Instant endedAt,
        long movedBytes) {}
