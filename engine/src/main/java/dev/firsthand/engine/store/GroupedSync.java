package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// Syncs one folder for many callers at once: those who arrive while a sync runs share the next one.
final class GroupedSync {
    private final Path folder;
    private final ReentrantLock turn = new ReentrantLock();
    private long started;
    private long finished;

    GroupedSync(Path folder) {
        this.folder = folder;
    }

    void sync() throws IOException {
        long needed = ticket();
        turn.lock();
        try {
            if (finishedUpTo() >= needed) {
                return;
            }
            long number = begin();
            PrivateFiles.sync(folder);
            end(number);
        } finally {
            turn.unlock();
        }
    }

    /// The first sync that starts from now on is enough.
    private synchronized long ticket() {
        return started + 1;
    }

    private synchronized long begin() {
        return ++started;
    }

    private synchronized void end(long number) {
        finished = number;
    }

    private synchronized long finishedUpTo() {
        return finished;
    }
}
