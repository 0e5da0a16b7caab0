package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Private folders in which steps work on plain bytes. Each is gone when its step ends; what a crash left is swept
/// at start.
public final class WorkFolders {
    private static final String PREFIX = "step-";

    private final Path root;

    public WorkFolders(Path root) {
        this.root = root;
    }

    /// An empty folder that nobody else uses.
    public Folder fresh() throws IOException {
        return new Folder(PrivateFiles.folder(root.resolve(PREFIX + UUID.randomUUID())));
    }

    /// Removes what steps of an earlier process left behind. Call it before any step runs.
    public void sweep() throws IOException {
        List<Path> left;
        try (Stream<Path> folders = Files.list(root)) {
            left = folders.filter(folder -> String.valueOf(folder.getFileName()).startsWith(PREFIX))
                    .toList();
        }
        for (Path folder : left) {
            PrivateFiles.remove(folder);
        }
    }

    /// One folder; closing it removes it with all that is in it.
    public record Folder(Path path) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            PrivateFiles.remove(path);
        }
    }
}
