package dev.firsthand.app.motion;

import dev.firsthand.recording.live.LiveTake;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What came to a socket and waits to be written. A thread of its own receives, stamps and does nothing else: a disk
/// that stands still falsifies no time of arrival. Where no more can wait, what comes is counted and let go.
final class Arrivals implements AutoCloseable {
    static final int DATAGRAMS_MAX = 1 << 16;
    private static final long BYTES_MAX = 64 << 20;
    private static final int WAIT_MILLIS = 100;

    /// A datagram, and when it came by `System.nanoTime`.
    record Arrival(ByteBuffer bytes, long nanos) {}

    private final DatagramSocket socket;
    private final BlockingQueue<Arrival> waiting;
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread receiver;
    private volatile boolean over;
    private volatile @Nullable IOException fault;

    /// Receives from now on, for so long or until it is closed.
    ///
    /// @param waitingMost how many datagrams can wait, beside 64 MiB of them
    Arrivals(DatagramSocket socket, Duration length, int waitingMost) {
        this.socket = socket;
        waiting = new ArrayBlockingQueue<>(waitingMost);
        receiver = Thread.ofPlatform().daemon().name("arrivals").start(() -> receive(length.toNanos()));
    }

    private void receive(long lengthNanos) {
        long began = System.nanoTime();
        byte[] bytes = new byte[LiveTake.DATAGRAM_BYTES_MAX + 1];
        try {
            socket.setSoTimeout(WAIT_MILLIS);
            while (!over && System.nanoTime() - began < lengthNanos) {
                receiveOne(bytes);
            }
        } catch (IOException broken) {
            fault = broken;
        }
    }

    private void receiveOne(byte[] bytes) throws IOException {
        var packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException quiet) {
            return;
        }
        long nanos = System.nanoTime();
        int length = packet.getLength();
        if (waitingBytes.addAndGet(length) > BYTES_MAX
                || !waiting.offer(new Arrival(ByteBuffer.wrap(Arrays.copyOf(bytes, length)), nanos))) {
            waitingBytes.addAndGet(-length);
            dropped.incrementAndGet();
        }
    }

    /// The next in the order in which they came; empty where nothing came for a while, and when nothing comes any more.
    Optional<Arrival> next() throws IOException, InterruptedException {
        Arrival next = waiting.poll(receiver.isAlive() ? WAIT_MILLIS : 0, TimeUnit.MILLISECONDS);
        if (next != null) {
            waitingBytes.addAndGet(-next.bytes().remaining());
        } else if (fault != null) {
            throw new IOException("nothing more can be received", fault);
        }
        return Optional.ofNullable(next);
    }

    /// Whether more waits, or may come, or it is to be told why not.
    boolean more() {
        return receiver.isAlive() || !waiting.isEmpty() || fault != null;
    }

    int waiting() {
        return waiting.size();
    }

    /// How many came while no more could wait.
    long dropped() {
        return dropped.get();
    }

    /// Nothing more is received; what waits can still be taken.
    @Override
    public void close() {
        over = true;
        try {
            receiver.join();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
