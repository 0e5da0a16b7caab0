package dev.firsthand.engine.postgres;

import java.io.IOException;
import java.nio.file.Path;

/// Another process works on the data folder.
public final class FolderInUseException extends IOException {
    private final long pid;

    FolderInUseException(Path folder, long pid) {
        super("%s is in use by process %d. Stop that process, or choose another data folder.".formatted(folder, pid));
        this.pid = pid;
    }

    /// The process that works on it.
    public long pid() {
        return pid;
    }
}
