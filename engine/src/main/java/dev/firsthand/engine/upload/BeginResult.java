package dev.firsthand.engine.upload;

/// What came of the wish to begin an upload.
public sealed interface BeginResult {
    record Begun(UploadStatus status) implements BeginResult {}

    record TooLong(long lengthBytes, long lengthMaxBytes) implements BeginResult {}

    record MetadataTooLong(int metadataBytes, int metadataMaxBytes) implements BeginResult {}

    record TooManyOpen(int openMax) implements BeginResult {}

    /// The disk took nothing more; nothing was begun.
    record StoreFailed() implements BeginResult {}
}
