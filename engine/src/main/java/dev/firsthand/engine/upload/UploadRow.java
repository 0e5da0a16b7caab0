package dev.firsthand.engine.upload;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import java.time.Instant;

/// One upload as the database knows it. What it says is durable. It goes at `expiresAt` unless a session holds it.
record UploadRow(
        UploadId id,
        PersonId owner,
        ObjectId object,
        long lengthBytes,
        long offsetBytes,
        long movedBytes,
        Personal<String> metadata,
        Instant createdAt,
        Instant expiresAt,
        boolean completed,
        boolean held) {

    UploadStatus status() {
        return new UploadStatus(id, lengthBytes, offsetBytes, metadata, expiresAt);
    }

    boolean expired(Instant now) {
        return !held && !now.isBefore(expiresAt);
    }

    UploadRow at(long reachedBytes, long moved) {
        return new UploadRow(
                id, owner, object, lengthBytes, reachedBytes, moved, metadata, createdAt, expiresAt, completed, held);
    }

    UploadRow complete(long moved, Instant newExpiresAt) {
        return new UploadRow(
                id, owner, object, lengthBytes, lengthBytes, moved, metadata, createdAt, newExpiresAt, true, false);
    }
}
