package dev.firsthand.app.web;

import dev.firsthand.app.page.Stuck;
import dev.firsthand.recording.child.DiskFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// Whether the disk under the data folder is why something failed.
public record DiskRoom(Path folder) {
    /// What PostgreSQL needs to come up again: its log grows by 16 MiB at a time.
    private static final long ROOM_BYTES_MIN = 32L << 20;

    /// Below this an operator should make room: a few recordings more fill it.
    private static final long LOW_BYTES = 256L << 20;

    private static final String SQL_DISK_FULL = "53100";

    /// How much is left.
    enum Room {
        ENOUGH,
        LOW,
        NONE;

        static Room of(long usableBytes) {
            if (usableBytes < ROOM_BYTES_MIN) {
                return NONE;
            }
            return usableBytes < LOW_BYTES ? LOW : ENOUGH;
        }
    }

    Room look() {
        try {
            return Room.of(usableBytes());
        } catch (IOException unknown) {
            return Room.ENOUGH; // a write will tell
        }
    }

    /// What is left for this user.
    long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /// For the front page of the desk, while there is little room.
    Stuck.Kind stuck(InstantSource clock) {
        return (tx, texts) -> look() == Room.ENOUGH
                ? List.of()
                : List.of(new Stuck(
                        texts.say("stuck.disk"),
                        clock.instant(),
                        texts.say("stuck.disk.why"),
                        texts.say("stuck.disk.next"),
                        ""));
    }

    boolean full() {
        return look() == Room.NONE;
    }

    /// Whether this fault is one of a full disk, whoever met it.
    public static boolean missedBy(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && SQL_DISK_FULL.equals(sql.getSQLState())) {
                return true;
            }
        }
        return DiskFull.caused(fault);
    }
}
