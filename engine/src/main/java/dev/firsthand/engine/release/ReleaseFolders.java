package dev.firsthand.engine.release;

import dev.firsthand.engine.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where copies lie. A folder counts only when a row names it: it is renamed into place before the row is written, and
/// swept at the next start when the row never came.
public final class ReleaseFolders {
    private static final String STAGING = ".staging-";

    private final Path root;

    public ReleaseFolders(Path root) {
        this.root = root;
    }

    public Path published(CopyId copy) {
        return root.resolve(copy.value().toString());
    }

    /// An empty folder to build a copy in; what an earlier attempt left is removed.
    Path freshStaging(CopyId copy) throws IOException {
        Path staging = root.resolve(STAGING + copy.value());
        remove(staging);
        return Files.createDirectories(staging);
    }

    void putInPlace(CopyId copy) throws IOException {
        remove(published(copy));
        Files.move(root.resolve(STAGING + copy.value()), published(copy), StandardCopyOption.ATOMIC_MOVE);
    }

    void discard(CopyId copy) throws IOException {
        remove(root.resolve(STAGING + copy.value()));
        remove(published(copy));
    }

    /// Removes every folder that no published release names. Called at start, before any run goes on; a run whose
    /// folder was built but not published builds it again.
    public int sweep(Database database, Releases releases) throws IOException {
        Files.createDirectories(root);
        Set<Path> named = database.inTransaction(releases::publishedCopies).stream()
                .map(this::published)
                .collect(Collectors.toSet());
        List<Path> left;
        try (Stream<Path> folders = Files.list(root)) {
            left = folders.filter(folder -> !named.contains(folder)).toList();
        }
        for (Path folder : left) {
            remove(folder);
        }
        return left.size();
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
