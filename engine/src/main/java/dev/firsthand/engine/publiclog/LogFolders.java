package dev.firsthand.engine.publiclog;

import dev.firsthand.engine.store.DataFolder;
import dev.firsthand.engine.store.PrivateFiles;
import dev.firsthand.evidence.log.LogSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/// Where the log lies that is written, and beside it those that have ended, each under its number.
public final class LogFolders {
    private final Path current;
    private final Path ended;

    private LogFolders(Path current, Path ended) {
        this.current = current;
        this.ended = ended;
    }

    /// A hand-over that a crash interrupted is brought to its end, or begins anew.
    public static LogFolders open(Path current, Path ended) throws IOException {
        PrivateFiles.folder(current);
        PrivateFiles.folder(ended);
        var folders = new LogFolders(current, ended);
        if (Files.exists(folders.next())) {
            if (!hasLog(current) && hasLog(folders.next())) {
                folders.move(folders.next(), current);
            } else {
                PrivateFiles.remove(folders.next());
            }
        }
        return folders;
    }

    Path current() {
        return current;
    }

    /// Where a log is made ready that goes on when the current one ends. Nobody is told of it before that.
    Path next() {
        return ended.resolve("next");
    }

    Path ended(int number) {
        return ended.resolve(String.valueOf(number));
    }

    /// Of the current log.
    int number() throws IOException {
        try (Stream<Path> logs = Files.list(ended)) {
            return 1
                    + logs.map(log -> log.getFileName().toString())
                            .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                            .map(Integer::valueOf)
                            .max(Comparator.naturalOrder())
                            .orElse(0);
        }
    }

    /// The current log ends, and the one that was made ready takes its place.
    void advance() throws IOException {
        Path end = ended(number());
        move(current, end);
        try {
            move(next(), current);
        } catch (IOException e) {
            move(end, current);
            throw e;
        }
    }

    private void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.sync(ended);
        PrivateFiles.sync(current.resolveSibling(""));
    }

    boolean isPutBack() {
        return hasLog(current) && Files.exists(DataFolder.putBack(current));
    }

    void markPutBack() throws IOException {
        PrivateFiles.write(DataFolder.putBack(current), new byte[0]);
    }

    static boolean hasLog(Path folder) {
        return Files.exists(folder.resolve(LogSource.CHECKPOINT));
    }
}
