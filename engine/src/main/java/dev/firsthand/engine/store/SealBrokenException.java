package dev.firsthand.engine.store;

/// Sealed bytes do not open: they were changed, moved, or sealed under another key.
public final class SealBrokenException extends RuntimeException {
    SealBrokenException(String message) {
        super(message);
    }

    SealBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
