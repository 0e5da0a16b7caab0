package dev.firsthand.evidence.log;

import java.io.IOException;

/// The files of the log contradict each other: nobody may append before a person has looked.
public final class LogDamagedException extends IOException {
    LogDamagedException(String message) {
        super(message);
    }
}
