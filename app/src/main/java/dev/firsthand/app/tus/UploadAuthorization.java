package dev.firsthand.app.tus;

import dev.firsthand.engine.store.PersonId;
import io.javalin.http.Context;

/// Says whose upload a request is about, or refuses it. Asked before anything else of the request is looked at.
@FunctionalInterface
public interface UploadAuthorization {
    UploadPermission permission(Context request, Deed deed);

    /// What the request is about to do.
    enum Deed {
        /// Begin an upload or send bytes of one: nothing is taken in without consent.
        BRING,
        /// Ask how far an upload is, or end it: a contributor's own at any time.
        TEND
    }

    /// The answer: the contributor who uploads, or why nobody may.
    sealed interface UploadPermission {
        record Granted(PersonId owner) implements UploadPermission {}

        record Refused(int status, String code, String message) implements UploadPermission {}
    }
}
