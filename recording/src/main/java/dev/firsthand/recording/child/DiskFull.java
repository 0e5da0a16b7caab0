package dev.firsthand.recording.child;

import java.util.List;

/// Tells a disk without room by what the system says. It says the same in the locale of this program and of all
/// children: the disk is full (`ENOSPC`), or the share of it that this user may fill is (`EDQUOT`).
public final class DiskFull {
    public static final String WORDS = "No space left on device";

    private static final List<String> SAYINGS = List.of(WORDS, "Disk quota exceeded");

    private DiskFull() {}

    public static boolean says(String text) {
        return SAYINGS.stream().anyMatch(text::contains);
    }

    /// Whether a full disk is why this happened, whoever met it.
    public static boolean caused(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && says(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }
}
