package dev.firsthand.perf;

import dev.firsthand.engine.store.ObjectKey;
import dev.firsthand.engine.store.SealedReader;
import dev.firsthand.engine.store.SealedWriter;
import dev.firsthand.engine.store.Sealing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
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
        var room = new RoomyDraft(PIECES * (PIECE_BYTES + PIECE_BYTES / 64));
        for (int round = 0; round < options.rounds(); round++) {
            round(room, sealed, opened);
        }
        tell("sealed", sealed);
        tell("opened", opened);
    }

    private static void round(RoomyDraft room, Series sealed, Series opened) throws IOException {
        var key = ObjectKey.random();
        var object = UUID.randomUUID();
        var plain = ByteBuffer.allocate(PIECE_BYTES);
        room.truncate(0);
        long began = System.nanoTime();
        try (var writer = SealedWriter.begin(room, key, object)) {
            for (int piece = 0; piece < PIECES; piece++) {
                writer.append(plain.clear());
            }
            writer.publish();
        }
        sealed.add(rate(began));
        SeekableByteChannel bytes = room.read();
        began = System.nanoTime();
        try (var reader = new SealedReader(bytes, key, object)) {
            long read = 0;
            for (int some = reader.read(plain.clear()); some >= 0; some = reader.read(plain.clear())) {
                read += some;
            }
            if (read != (long) PIECES * PIECE_BYTES) {
                throw new IOException("%d bytes came back".formatted(read));
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
