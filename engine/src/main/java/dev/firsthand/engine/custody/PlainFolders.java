package dev.firsthand.engine.custody;

import java.nio.file.Path;
import java.util.Optional;

/// Where plain bytes may lie while a step works on them: a folder on disk and, for small files, one in memory.
/// Both belong to this installation alone and are emptied at start.
public record PlainFolders(Path disk, Optional<Memory> memory) {
    /// A memory-backed folder (tmpfs) and how many bytes all plain files in it may have together.
    public record Memory(Path folder, long sizeBytesMax) {
        public Memory {
            if (sizeBytesMax < 0) {
                throw new IllegalArgumentException(
                        "memory for plain files is negative: %d bytes".formatted(sizeBytesMax));
            }
        }
    }

    public static PlainFolders onDisk(Path disk) {
        return new PlainFolders(disk, Optional.empty());
    }
}
