package dev.firsthand.engine.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads and hashes on one thread while another seals and writes what came before: on two cores a large piece takes
/// as long as the slower half. What arrived is handed over at once whenever the other half waits for it, so that
/// nothing of a slow sender lies in a half-full block when it falls silent.
final class Relay {
    /// Takes bytes in, with the digests at their end; false when no more are wanted.
    @FunctionalInterface
    interface Sink {
        boolean take(byte[] bytes, int count, RunningDigests after) throws IOException;
    }

    enum End {
        /// As many as were wanted, or the end of the stream.
        WHOLE,
        SENDER_GONE,
        UNWANTED
    }

    /// How the bytes ended, and how many of them were read.
    record Passed(End end, long bytes) {}

    private static final int BLOCK_BYTES = 1 << 18;
    private static final int BLOCK_BYTES_MIN = 1 << 13;
    private static final int BLOCKS = 4;
    private static final byte[] NO_BLOCK = new byte[0];

    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    private record Fill(byte[] block, int count, Optional<RunningDigests> after) {}

    private final Sink sink;
    private final RunningDigests digests;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);
    // One more for the spare block that wakes a waiting reader, one for the last sign.
    private final BlockingQueue<Fill> filled = new ArrayBlockingQueue<>(BLOCKS + 2);
    private volatile boolean unwanted;
    private long passedBytes;

    private Relay(RunningDigests start, Sink sink) {
        this.sink = sink;
        this.digests = start;
        for (int i = 0; i < BLOCKS; i++) {
            free.add(new byte[BLOCK_BYTES]);
        }
    }

    /// Passes up to `wanted` bytes on. What the sink throws comes through; a sender's `IOException` is an [End].
    /// The bytes are hashed on from `start`, which belongs to this piece from then on.
    static Passed pass(InputStream bytes, long wanted, RunningDigests start, Sink sink) throws IOException {
        return wanted <= BLOCK_BYTES
                ? passAlone(bytes, (int) wanted, start, sink)
                : new Relay(start, sink).pass(bytes, wanted);
    }

    /// A small piece is not worth a second thread.
    private static Passed passAlone(InputStream bytes, int wanted, RunningDigests digests, Sink sink)
            throws IOException {
        var block = new byte[Math.max(BLOCK_BYTES_MIN, wanted)];
        int passed = 0;
        while (passed < wanted) {
            int count;
            try {
                count = bytes.read(block, 0, wanted - passed);
            } catch (IOException senderGone) {
                return new Passed(End.SENDER_GONE, passed);
            }
            if (count < 0) {
                break;
            }
            digests.update(block, count);
            if (!sink.take(block, count, digests.copy())) {
                return new Passed(End.UNWANTED, passed);
            }
            passed += count;
        }
        return new Passed(End.WHOLE, passed);
    }

    private Passed pass(InputStream bytes, long wanted) throws IOException {
        var writer = new FutureTask<>(this::write);
        Thread.ofVirtual().name("upload-writer").start(writer);
        End end = End.SENDER_GONE;
        try {
            end = read(bytes, wanted);
        } finally {
            filled.add(new Fill(NO_BLOCK, 0, Optional.empty()));
            join(writer);
        }
        return new Passed(unwanted ? End.UNWANTED : end, passedBytes);
    }

    private End read(InputStream bytes, long wanted) {
        try {
            for (long left = wanted; left > 0; ) {
                byte[] block = free.take();
                if (unwanted) {
                    return End.UNWANTED;
                }
                int limit = (int) Math.min(block.length, left);
                int count = fill(bytes, block, limit);
                if (count < 0) {
                    return End.WHOLE;
                }
                digests.update(block, count);
                filled.add(new Fill(block, count, Optional.of(digests.copy())));
                left -= count;
                passedBytes += count;
            }
            return End.WHOLE;
        } catch (IOException senderGone) {
            return End.SENDER_GONE;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return End.SENDER_GONE;
        }
    }

    /// At least one byte, and more as long as they are at hand or the writer is busy anyway. What came before an end
    /// or a failure is returned; the next call meets it again.
    private int fill(InputStream bytes, byte[] block, int limit) throws IOException {
        int count = bytes.read(block, 0, limit);
        try {
            while (count > 0 && count < limit && (!filled.isEmpty() || bytes.available() > 0)) {
                int read = bytes.read(block, count, limit - count);
                if (read < 0) {
                    return count;
                }
                count += read;
            }
        } catch (IOException senderGone) {
            return count;
        }
        return count;
    }

    private boolean write() throws IOException, InterruptedException {
        try {
            for (Fill fill = filled.take(); fill.after.isPresent(); fill = filled.take()) {
                if (!sink.take(fill.block, fill.count, fill.after.get())) {
                    unwanted = true;
                    return false;
                }
                free.add(fill.block);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            unwanted = true;
            throw e;
        } finally {
            free.offer(NO_BLOCK); // a reader that waits for a block learns that no more are wanted
        }
    }

    /// The writer always ends: the last sign is in its queue.
    private static void join(FutureTask<Boolean> writer) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    writer.get();
                    return;
                } catch (InterruptedException stopping) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw cause(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException cause(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException broken) {
            throw broken;
        }
        return e.getCause() instanceof IOException storeFailed
                ? storeFailed
                : new IOException("writing an upload failed", e);
    }
}
