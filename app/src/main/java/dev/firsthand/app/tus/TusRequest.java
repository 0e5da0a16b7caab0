package dev.firsthand.app.tus;

import dev.firsthand.engine.upload.UploadChecksum;
import java.util.Optional;
import java.util.OptionalLong;

/// One request of the tus protocol after its headers were read: what is asked, or why it cannot be served.
sealed interface TusRequest {
    /// What does this server speak?
    record Ask() implements TusRequest {}

    /// Begin an upload of `lengthBytes`; with `body`, its first bytes come along.
    record Begin(long lengthBytes, String metadata, Optional<Piece> body) implements TusRequest {}

    record Faulty(TusFault fault) implements TusRequest {}

    /// A request about one upload that was begun before.
    sealed interface OfOne extends TusRequest {}

    /// How far is this upload?
    record Look() implements OfOne {}

    record Continue(Piece piece) implements OfOne {}

    record End() implements OfOne {}

    /// What the headers say of the bytes that follow.
    record Piece(long offsetBytes, OptionalLong sizeBytes, Optional<UploadChecksum> checksum) {}
}
