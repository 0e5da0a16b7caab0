package dev.firsthand.evidence.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// A log in a folder of this machine. Holds a lock on the folder for as long as it is open.
public final class DirectoryLogFiles implements LogFiles {
    private static final String LOCK = ".state/writer.lock";

    /// Waiting for the disk, not computing: several at a time let it sync them together.
    private static final int SYNCS_AT_ONCE = 8;

    private final Path folder;
    private final FileChannel lock;
    private final ExecutorService syncs = Executors.newFixedThreadPool(SYNCS_AT_ONCE, task -> {
        var thread = new Thread(task, "log-sync");
        thread.setDaemon(true);
        return thread;
    });

    private DirectoryLogFiles(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// For reading alone; needs no lock.
    public static LogSource reader(Path folder) {
        return path -> readFile(folder.resolve(path));
    }

    public static DirectoryLogFiles openForWriting(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        Files.createDirectories(file.getParent());
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new DirectoryLogFiles(folder, channel);
            }
        } catch (OverlappingFileLockException ownProcess) {
            // told below, like a lock of another process
        }
        channel.close();
        throw new LogInUseException("%s is being written by somebody else; a log has one writer".formatted(folder));
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
        return readFile(folder.resolve(path));
    }

    private static Optional<byte[]> readFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException goneMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public void put(Map<String, byte[]> files) throws IOException {
        var changed = new TreeSet<Path>();
        for (String path : files.keySet()) {
            makeFolder(folder.resolve(path).resolveSibling(""), changed);
        }
        atOnce(files.entrySet().stream()
                .map(file -> (Step) () -> write(folder.resolve(file.getKey()), file.getValue()))
                .toList());
        for (String path : files.keySet()) {
            Path file = folder.resolve(path);
            Files.move(staged(file), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        atOnce(changed.stream().map(path -> (Step) () -> syncFolder(path)).toList());
    }

    /// Every folder that gets a new name in it must be synced, new folders' parents among them.
    private void makeFolder(Path wanted, Set<Path> changed) throws IOException {
        if (!changed.add(wanted)) {
            return;
        }
        if (!Files.isDirectory(wanted)) {
            makeFolder(wanted.resolveSibling(""), changed);
            Files.createDirectories(wanted);
        }
    }

    private static Path staged(Path file) {
        return file.resolveSibling(file.getFileName() + ".staged");
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(
                staged(file),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    private static void syncFolder(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /// Runs them all and waits for all, also when one fails.
    private void atOnce(List<Step> steps) throws IOException {
        if (steps.size() == 1) {
            steps.getFirst().run();
            return;
        }
        var running = new ArrayList<Future<?>>();
        for (Step step : steps) {
            running.add(syncs.submit(() -> {
                step.run();
                return true;
            }));
        }
        IOException failed = null;
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                failed = new IOException("writing to %s failed".formatted(folder), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed = new IOException("interrupted while writing to " + folder, e);
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    @Override
    public List<String> list(String path) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".staged"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    @Override
    public void remove(String path) throws IOException {
        Path gone = folder.resolve(path);
        try {
            Files.deleteIfExists(gone);
        } catch (DirectoryNotEmptyException e) {
            List<Path> files;
            try (Stream<Path> all = Files.list(gone)) {
                files = all.toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(gone);
        }
    }

    @Override
    public void close() throws IOException {
        syncs.shutdownNow();
        lock.close();
    }
}
