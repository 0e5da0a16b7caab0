package dev.firsthand.evidence.log;

import java.io.IOException;

/// Another writer has this log.
public final class LogInUseException extends IOException {
    LogInUseException(String message) {
        super(message);
    }
}
