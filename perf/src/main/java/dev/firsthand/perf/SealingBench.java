package dev.firsthand.perf;

import dev.firsthand.engine.store.BlobKey;
import dev.firsthand.engine.store.BlobStore;
import dev.firsthand.engine.store.MemoryBlobStore;
import dev.firsthand.engine.store.ObjectKey;
import dev.firsthand.engine.store.SealedReader;
import dev.firsthand.engine.store.SealedWriter;
import dev.firsthand.engine.store.Sealing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.UUID;

/// Sealing and opening on one thread, from memory into memory, after the warm-up that a server does at its start.
public final class SealingBench {
    private static final String NAME = "sealing";
    private static final int PIECES = 128;
    private static final int PIECE_BYTES = 1 << 20;
    private static final double GIB = 1L << 30;
    private static final double GIB_PER_SECOND = 1;
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private SealingBench() {}

    public static void main(String[] arguments) throws IOException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        Sealing.warmUp(WARM_UP);
        var sealed = new Series();
        var opened = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            round(sealed, opened);
        }
        tell("sealed", sealed);
        tell("opened", opened);
    }

    private static void round(Series sealed, Series opened) throws IOException {
        var store = new MemoryBlobStore();
        var key = ObjectKey.random();
        var object = UUID.randomUUID();
        BlobStore.Draft draft = store.draft();
        BlobKey blob = draft.key();
        var plain = ByteBuffer.allocate(PIECE_BYTES);
        long began = System.nanoTime();
        try (var writer = SealedWriter.begin(draft, key, object)) {
            for (int piece = 0; piece < PIECES; piece++) {
                writer.append(plain.clear());
            }
            writer.publish();
        }
        sealed.add(rate(began));
        began = System.nanoTime();
        try (var reader = new SealedReader(store.open(blob).orElseThrow(), key, object)) {
            long bytes = 0;
            for (int read = reader.read(plain.clear()); read >= 0; read = reader.read(plain.clear())) {
                bytes += read;
            }
            if (bytes != (long) PIECES * PIECE_BYTES) {
                throw new IOException("%d bytes came back".formatted(bytes));
            }
        }
        opened.add(rate(began));
    }

    private static double rate(long began) {
        return PIECES * (double) PIECE_BYTES / GIB / ((System.nanoTime() - began) / 1e9);
    }

    private static void tell(String what, Series rates) {
        Figure.of(NAME, what, rates.median(), "GiB/s")
                .atLeast(GIB_PER_SECOND)
                .with("runs", rates.runs())
                .print();
    }
}
