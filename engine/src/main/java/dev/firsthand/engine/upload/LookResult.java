package dev.firsthand.engine.upload;

/// What a look at one upload shows.
public sealed interface LookResult {
    record Found(UploadStatus status) implements LookResult {}

    /// No such upload for this person; another person's upload answers the same.
    record Missing() implements LookResult {}

    record Expired() implements LookResult {}

    /// A request is receiving bytes for it, so that no offset told now would hold.
    record Busy() implements LookResult {}
}
