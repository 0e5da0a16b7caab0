package dev.firsthand.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Blobs as files of a private folder: drafts under `staging/`, published ones under `00/` to `ff/`.
public final class DirectoryBlobStore implements BlobStore {
    private static final int FOLDERS = 256;

    private final Path root;
    private final Path staging;
    private final GroupedSync stagingSync;
    private final Map<String, GroupedSync> folderSyncs;
    private final Optional<AlignedBuffers> buffers;

    private DirectoryBlobStore(Path root) throws IOException {
        this.root = PrivateFiles.folder(root);
        this.staging = PrivateFiles.folder(root.resolve("staging"));
        this.stagingSync = new GroupedSync(staging);
        this.folderSyncs = folders(root);
        this.buffers = AlignedBuffers.forFolder(root);
        PrivateFiles.sync(root);
    }

    public static DirectoryBlobStore open(Path root) throws IOException {
        return new DirectoryBlobStore(root);
    }

    private static Map<String, GroupedSync> folders(Path root) throws IOException {
        var syncs = new HashMap<String, GroupedSync>();
        for (int i = 0; i < FOLDERS; i++) {
            var name = HexFormat.of().toHexDigits((byte) i);
            syncs.put(name, new GroupedSync(PrivateFiles.folder(root.resolve(name))));
        }
        return Map.copyOf(syncs);
    }

    @Override
    public Draft draft() throws IOException {
        var key = BlobKey.random();
        var options = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        return new FileDraft(this, key, FileChannel.open(staged(key), options, PrivateFiles.FILE), stagingSync);
    }

    @Override
    public Draft resume(BlobKey key) throws IOException {
        var channel = FileChannel.open(staged(key), StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new FileDraft(this, key, channel, stagingSync);
    }

    @Override
    public List<BlobKey> drafts() throws IOException {
        try (var files = Files.list(staging)) {
            return files.map(file -> new BlobKey(file.getFileName().toString()))
                    .sorted((a, b) -> a.value().compareTo(b.value()))
                    .toList();
        }
    }

    @Override
    public Optional<SeekableByteChannel> open(BlobKey key) throws IOException {
        try {
            return Optional.of(FileChannel.open(published(key), StandardOpenOption.READ));
        } catch (NoSuchFileException ignored) {
            return Optional.empty();
        }
    }

    @Override
    public void erase(BlobKey key) throws IOException {
        if (Files.deleteIfExists(staged(key))) {
            stagingSync.sync();
        }
        if (Files.deleteIfExists(published(key))) {
            syncFolderOf(key);
        }
    }

    void publish(BlobKey key) throws IOException {
        Files.move(staged(key), published(key), StandardCopyOption.ATOMIC_MOVE);
        syncFolderOf(key);
    }

    /// Where the file system can, a way to append to a draft past the page cache.
    Optional<UncachedAppend> uncached(BlobKey key, FileChannel cached, long size) throws IOException {
        return buffers.isEmpty()
                ? Optional.empty()
                : Optional.of(UncachedAppend.open(staged(key), cached, size, buffers.get()));
    }

    Path staged(BlobKey key) {
        return staging.resolve(key.value());
    }

    private void syncFolderOf(BlobKey key) throws IOException {
        var sync = folderSyncs.get(folder(key));
        if (sync == null) {
            throw new IllegalStateException("no folder for blob " + key.value());
        }
        sync.sync();
    }

    private Path published(BlobKey key) {
        return root.resolve(folder(key)).resolve(key.value());
    }

    private static String folder(BlobKey key) {
        return key.value().substring(0, 2);
    }
}
