package dev.firsthand.engine.upload;

import dev.firsthand.engine.custody.Custody;
import dev.firsthand.engine.custody.SealedUpload;
import dev.firsthand.engine.store.Personal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes of one upload as they arrive: sealed, hashed, and told to the database once they are on the disk.
/// Not safe for several threads: [Turns] keeps them apart. After an `IOException` it is of no more use.
final class Arrival implements AutoCloseable {
    private final SealedUpload sealed;
    private final GroupCommit commits;
    private final UploadRows rows;
    private final InstantSource clock;
    private final Duration lifetime;
    private UploadRow durable;
    private RunningDigests digests;
    private RunningDigests durableDigests;
    private long reachedBytes;
    private long movedBytes;
    private long settledAtNanos = System.nanoTime();

    // A piece that came with a checksum counts only as a whole: until it is checked, nothing of it becomes durable.
    private @Nullable UploadChecksum checksum;

    /// An upload that was just begun.
    static Arrival begun(UploadRow row, SealedUpload sealed, Uploads.Means means) {
        return new Arrival(row, sealed, sha256(), means);
    }

    /// Goes on where the row says. What the disk holds beyond it was never acknowledged and is cut off, unless all
    /// was received, checked and published, and only the row is missing.
    static Arrival resume(UploadRow row, Uploads.Means means) throws IOException {
        Custody.Resumed resumed = means.custody().resume(row.object(), row.offsetBytes());
        var arrival = new Arrival(row, resumed.upload(), resumed.sha256(), means);
        if (resumed.upload().published()) {
            arrival.reachedBytes = row.lengthBytes();
            arrival.settle();
        }
        return arrival;
    }

    private Arrival(UploadRow durable, SealedUpload sealed, MessageDigest digest, Uploads.Means means) {
        this.durable = durable;
        this.sealed = sealed;
        this.digests = RunningDigests.of(digest);
        this.durableDigests = digests.copy();
        this.commits = means.commits();
        this.rows = means.rows();
        this.clock = means.clock();
        this.lifetime = means.limits().lifetime();
        this.reachedBytes = durable.offsetBytes();
        this.movedBytes = durable.movedBytes();
    }

    UploadRow durable() {
        return durable;
    }

    long reachedBytes() {
        return reachedBytes;
    }

    /// In the middle of a piece, enough came or enough time went by since the last sync. The end of a piece and the
    /// end of the upload are settled by themselves, and what stands under a checksum may not be.
    boolean checkpointDue(UploadLimits limits) {
        long unsafe = reachedBytes - durable.offsetBytes();
        return unsafe > 0
                && reachedBytes < durable.lengthBytes()
                && !checksumPending()
                && (unsafe >= limits.checkpointBytes()
                        || System.nanoTime() - settledAtNanos
                                >= limits.checkpointEvery().toNanos());
    }

    boolean checksumPending() {
        return checksum != null;
    }

    /// Starts a piece; its bytes are hashed on from what is returned.
    RunningDigests beginPiece(Optional<UploadChecksum> stated) {
        settledAtNanos = System.nanoTime();
        checksum = stated.orElse(null);
        return digests.atPiece(stated);
    }

    /// Takes bytes in; `after` are the digests at their end.
    void append(byte[] bytes, int count, RunningDigests after) throws IOException {
        sealed.append(ByteBuffer.wrap(bytes, 0, count));
        digests = after;
        reachedBytes += count;
        movedBytes += count;
    }

    /// True when the piece had no checksum or is what its checksum says; else it is gone.
    boolean checkPiece() throws IOException {
        if (checksum == null) {
            return true;
        }
        if (digests.pieceMatches(checksum)) {
            checksum = null;
            return true;
        }
        cutBack();
        return false;
    }

    /// Back to what is durable.
    void cutBack() throws IOException {
        sealed.truncate(durable.offsetBytes());
        digests = durableDigests.copy();
        reachedBytes = durable.offsetBytes();
        checksum = null;
    }

    /// Makes all that was appended durable. At the last byte the upload is complete.
    void settle() throws IOException {
        if (durable.completed()) {
            return;
        }
        settledAtNanos = System.nanoTime();
        if (reachedBytes == durable.lengthBytes()) {
            complete();
        } else if (movedBytes != durable.movedBytes()) {
            sealed.sync();
            commits.commit(tx -> rows.advance(tx, durable, reachedBytes, movedBytes, clock.instant()));
            durable = durable.at(reachedBytes, movedBytes);
            durableDigests = digests.copy();
        }
    }

    /// The bytes first, then the row that makes them true. A crash in between shows at [#resume].
    private void complete() throws IOException {
        var sha256 = Personal.of(HexFormat.of().formatHex(digests.whole()));
        sealed.publish();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UploadRow complete = durable.complete(movedBytes, now.plus(lifetime));
        commits.commit(tx -> {
            sealed.recordPublished(tx);
            return rows.complete(tx, durable, complete, sha256, now);
        });
        durable = complete;
    }

    private static MessageDigest sha256() {
        return UploadChecksum.Algorithm.SHA256.digest();
    }

    @Override
    public void close() throws IOException {
        sealed.close();
    }
}
