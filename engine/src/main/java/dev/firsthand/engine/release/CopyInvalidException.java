package dev.firsthand.engine.release;

/// A finished copy did not pass its own check: it is not published.
final class CopyInvalidException extends Exception {
    private static final long serialVersionUID = 1;

    CopyInvalidException(String message) {
        super(message);
    }
}
