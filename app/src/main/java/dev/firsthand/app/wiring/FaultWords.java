package dev.firsthand.app.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;

/// Faults that a person can mend, in words that say what is wrong and what to do. A fault of the file system names a
/// file and little else, and some have no message at all.
final class FaultWords {
    private FaultWords() {}

    /// Empty for a defect of the program.
    static Optional<String> of(Exception fault) {
        return switch (fault) {
            case FileSystemException file -> Optional.of(ofFile(file));
            case UncheckedIOException wrapped -> of(Objects.requireNonNull(wrapped.getCause()));
            case IOException mendable -> Optional.of(message(mendable));
            case IllegalArgumentException mendable -> Optional.of(message(mendable));
            default -> Optional.empty();
        };
    }

    private static String ofFile(FileSystemException fault) {
        return switch (fault) {
            case AccessDeniedException denied ->
                "%s may not be used by this user: see who owns it, or give another path.".formatted(denied.getFile());
            case NoSuchFileException missing ->
                "%s is not there and cannot be made there. Give another path.".formatted(missing.getFile());
            case FileAlreadyExistsException there ->
                "%s is there, and is no folder. Give another one.".formatted(there.getFile());
            default ->
                "%s cannot be used: %s. Give another path, or mend that."
                        .formatted(
                                fault.getFile(),
                                Optional.ofNullable(fault.getReason()).orElse("the system says no"));
        };
    }

    private static String message(Exception fault) {
        return Optional.ofNullable(fault.getMessage())
                .filter(message -> !message.isBlank())
                .orElseGet(() -> "This ended early (%s). Start it again; if that does not help, see the lines above."
                        .formatted(fault.getClass().getSimpleName()));
    }
}
