package dev.firsthand.app.tus;

import dev.firsthand.engine.store.PersonId;
import io.javalin.http.Context;

/// Says whose upload a request is about, or refuses it. Asked before anything else of the request is looked at.
@FunctionalInterface
public interface UploadAuthorization {
    UploadPermission permission(Context request);

    /// The answer: the contributor who uploads, or why nobody may.
    sealed interface UploadPermission {
        record Granted(PersonId owner) implements UploadPermission {}

        record Refused(int status, String code, String message) implements UploadPermission {}
    }
}
