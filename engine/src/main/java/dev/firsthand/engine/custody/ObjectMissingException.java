package dev.firsthand.engine.custody;

import java.io.IOException;

/// The object is not there for whoever asks: never sealed, erased, or another person's. Which one is not told.
public final class ObjectMissingException extends IOException {
    ObjectMissingException(ObjectId object) {
        super("object %s is not there: never sealed, erased, or not of the person whose permit this is"
                .formatted(object.value()));
    }
}
