package dev.firsthand.engine.upload;

/// The row of an upload is no longer as this process left it: erased, ended or moved on by somebody else.
final class UploadGoneException extends RuntimeException {
    UploadGoneException(UploadId id) {
        super("upload %s was changed or erased meanwhile".formatted(id));
    }
}
