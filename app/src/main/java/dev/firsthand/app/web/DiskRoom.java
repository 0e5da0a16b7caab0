package dev.firsthand.app.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// Whether the disk under the data folder is why something failed.
public record DiskRoom(Path folder) {
    /// What PostgreSQL needs to come up again: its log grows by 16 MiB at a time.
    private static final long ROOM_BYTES_MIN = 32L << 20;

    private static final String SQL_DISK_FULL = "53100";

    boolean full() {
        try {
            return Files.getFileStore(folder).getUsableSpace() < ROOM_BYTES_MIN;
        } catch (IOException unknown) {
            return false;
        }
    }

    /// Whether this fault is one of a full disk, whoever met it.
    public static boolean missedBy(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && SQL_DISK_FULL.equals(sql.getSQLState())) {
                return true;
            }
            if (cause instanceof IOException
                    && String.valueOf(cause.getMessage()).contains("No space left on device")) {
                return true;
            }
        }
        return false;
    }
}
