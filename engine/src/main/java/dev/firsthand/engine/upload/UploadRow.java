package dev.firsthand.engine.upload;

import dev.firsthand.engine.custody.ObjectId;
import dev.firsthand.engine.store.PersonId;
import dev.firsthand.engine.store.Personal;
import java.time.Instant;

/// One upload as the database knows it. What it says is durable.
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
        boolean completed) {

    UploadStatus status() {
        return new UploadStatus(id, lengthBytes, offsetBytes, metadata, expiresAt);
    }

    boolean expired(Instant now) {
        return !completed && !now.isBefore(expiresAt);
    }

    UploadRow at(long reachedBytes, long moved) {
        return new UploadRow(
                id, owner, object, lengthBytes, reachedBytes, moved, metadata, createdAt, expiresAt, completed);
    }

    UploadRow complete(long moved) {
        return new UploadRow(id, owner, object, lengthBytes, lengthBytes, moved, metadata, createdAt, expiresAt, true);
    }
}
