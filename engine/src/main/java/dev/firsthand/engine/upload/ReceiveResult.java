package dev.firsthand.engine.upload;

/// What came of one piece. Whatever the case, the offsets told here are durable.
public sealed interface ReceiveResult {
    record Received(UploadStatus status) implements ReceiveResult {}

    /// The sender went away before the end of its piece, or a newer request of its own took over.
    record Interrupted(UploadStatus status) implements ReceiveResult {}

    /// Nothing of the piece was kept, or, where it says so, only its beginning.
    sealed interface Refused extends ReceiveResult {}

    /// No such upload for this person; another person's upload answers the same.
    record Missing() implements Refused {}

    record Expired() implements Refused {}

    record OffsetMismatch(long askedBytes, long offsetBytes) implements Refused {}

    /// Another request is receiving bytes for this upload at this moment.
    record Busy() implements Refused {}

    /// As many requests as the server has memory for bring bytes at this moment.
    record Crowded() implements Refused {}

    /// The piece was thrown away; the upload is where it was before.
    record ChecksumMismatch(long offsetBytes) implements Refused {}

    /// The piece reaches past the stated length of the upload; nothing of it was kept beyond `offsetBytes`.
    record TooLong(long offsetBytes, long lengthBytes) implements Refused {}

    /// The disk took no more. Everything up to `offsetBytes` is safe.
    record StoreFailed(long offsetBytes) implements Refused {}
}
