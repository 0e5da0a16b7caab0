package dev.firsthand.engine.upload;

/// What came of the wish to end an upload and have its bytes removed.
public sealed interface EndResult {
    record Ended() implements EndResult {}

    record Missing() implements EndResult {}

    /// A complete upload may already be a recording: it goes by withdrawal only.
    record AlreadyComplete() implements EndResult {}

    record Busy() implements EndResult {}
}
