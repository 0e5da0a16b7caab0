package dev.firsthand.engine.upload;

import java.time.Instant;

/// An upload that was begun and is not gone on with since `changedAt`. Whose it is, is not said.
public record LyingUpload(UploadId id, long offsetBytes, long lengthBytes, Instant changedAt) {}
