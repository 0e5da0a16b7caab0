package dev.firsthand.engine.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// The few buffers, aligned to the disk's blocks, through which all [UncachedAppend]s of a folder write. Who comes
/// when all are in use waits: the disk is busy then anyway.
final class AlignedBuffers {
    private static final int BUFFERS = 4;

    /// A sealed segment and the rest of a block before it.
    private static final int BUFFER_BYTES = SealedSegment.PLAIN_BYTES_MAX + (1 << 16);

    private final OpenOption option;
    private final int blockBytes;
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);

    private AlignedBuffers(OpenOption option, int blockBytes) {
        this.option = option;
        this.blockBytes = blockBytes;
        for (int i = 0; i < BUFFERS; i++) {
            free.add(ByteBuffer.allocateDirect(BUFFER_BYTES + blockBytes).alignedSlice(blockBytes));
        }
    }

    /// Nothing where the file system of the folder, or this JDK, cannot write past the page cache.
    static Optional<AlignedBuffers> forFolder(Path folder) throws IOException {
        int blockBytes = Math.toIntExact(Files.getFileStore(folder).getBlockSize());
        Optional<OpenOption> option = direct();
        return option.isPresent() && BUFFER_BYTES % blockBytes == 0 && works(option.get(), folder.resolve("probe"))
                ? Optional.of(new AlignedBuffers(option.get(), blockBytes))
                : Optional.empty();
    }

    /// By its name, because the compiler warns of `com.sun.nio.file`: the JDK offers it, but promises nothing.
    private static Optional<OpenOption> direct() {
        try {
            return Arrays.stream(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .map(OpenOption.class::cast)
                    .filter(option -> option.toString().equals("DIRECT"))
                    .findFirst();
        } catch (ClassNotFoundException otherJdk) {
            return Optional.empty();
        }
    }

    private static boolean works(OpenOption option, Path probe) throws IOException {
        try {
            FileChannel.open(
                            probe,
                            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, option),
                            PrivateFiles.FILE)
                    .close();
            return true;
        } catch (IOException | UnsupportedOperationException notHere) {
            return false;
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    OpenOption option() {
        return option;
    }

    int blockBytes() {
        return blockBytes;
    }

    ByteBuffer take() throws IOException {
        try {
            return free.take().clear();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for the disk");
        }
    }

    void give(ByteBuffer buffer) {
        free.add(buffer);
    }
}
