package dev.firsthand.engine.upload;

import java.security.MessageDigest;
import java.util.Optional;

/// The digest of an upload as far as it came and, under a checksum, that of the piece alone. One thread hashes ahead
/// on its own copy; with every block it hands on the copy that belongs to the block's end.
final class RunningDigests {
    private final MessageDigest whole;
    private final Optional<MessageDigest> piece;

    private RunningDigests(MessageDigest whole, Optional<MessageDigest> piece) {
        this.whole = whole;
        this.piece = piece;
    }

    static RunningDigests of(MessageDigest whole) {
        return new RunningDigests(whole, Optional.empty());
    }

    /// A copy from which a piece starts.
    RunningDigests atPiece(Optional<UploadChecksum> checksum) {
        return new RunningDigests(copy(whole), checksum.map(UploadChecksum::digest));
    }

    RunningDigests copy() {
        return new RunningDigests(copy(whole), piece.map(RunningDigests::copy));
    }

    void update(byte[] bytes, int count) {
        whole.update(bytes, 0, count);
        piece.ifPresent(digest -> digest.update(bytes, 0, count));
    }

    byte[] whole() {
        return copy(whole).digest();
    }

    boolean pieceMatches(UploadChecksum checksum) {
        return piece.map(digest -> checksum.matches(copy(digest).digest())).orElse(false);
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's %s can't be copied".formatted(digest.getAlgorithm()), e);
        }
    }
}
