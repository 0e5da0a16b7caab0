package dev.firsthand.perf;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A phone's line as a TCP proxy: so many bits a second from the client, two segments in a hundred lost, sent again
/// after a wait and counted twice, and the line cut for good every so often. Every other cut is silent: both sides
/// believe that they are still connected, until the client asks again on a new connection.
final class SlowLine implements AutoCloseable {
    /// What TCP puts into one packet on most lines.
    private static final int SEGMENT_BYTES = 1448;

    private static final int BLOCK_SEGMENTS = 4;
    private static final int LOST_PERCENT = 2;
    private static final Duration RETRANSMIT_AFTER = Duration.ofMillis(200);

    /// What crosses the line, and how fast time goes: a factor of ten makes ten times the rate, a tenth of the waits.
    record Plan(long bitsPerSecond, Duration cutEvery, int timeFactor) {
        long bytesPerSecond() {
            return bitsPerSecond / 8 * timeFactor;
        }

        long cutAfterNanos() {
            return cutEvery.toNanos() / timeFactor;
        }

        long retransmitNanos() {
            return RETRANSMIT_AFTER.toNanos() / timeFactor;
        }
    }

    private final ServerSocket listener;
    private final int target;
    private final Plan plan;
    private final SplittableRandom random = new SplittableRandom(7);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong sentBytes = new AtomicLong();
    private final AtomicLong cuts = new AtomicLong();
    private volatile long cutAt;

    SlowLine(int target, Plan plan) throws IOException {
        this.target = target;
        this.plan = plan;
        this.listener = new ServerSocket();
        // A small window: what lies in the buffers of the proxy would be on no real line.
        listener.setReceiveBufferSize(BLOCK_SEGMENTS * SEGMENT_BYTES);
        listener.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.cutAt = System.nanoTime() + plan.cutAfterNanos();
        Thread.ofPlatform().daemon().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// Bytes that crossed the line from the client, those sent again after a loss included.
    long sentBytes() {
        return sentBytes.get();
    }

    long cuts() {
        return cuts.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Thread.ofPlatform().daemon().start(() -> up(client, server));
                Thread.ofPlatform().daemon().start(() -> down(server, client));
            }
        } catch (IOException closed) {
            sockets.forEach(SlowLine::close);
        }
    }

    private void up(Socket client, Socket server) {
        var block = new byte[BLOCK_SEGMENTS * SEGMENT_BYTES];
        long due = System.nanoTime();
        try {
            InputStream in = client.getInputStream();
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                long wireBytes = count + lost(count);
                sentBytes.addAndGet(wireBytes);
                due = Math.max(due, System.nanoTime()) + wireBytes * 1_000_000_000L / plan.bytesPerSecond();
                waitUntil(due);
                if (System.nanoTime() >= cutAt) {
                    cut(client, server);
                    return;
                }
                server.getOutputStream().write(block, 0, count);
            }
            server.shutdownOutput();
        } catch (IOException gone) {
            close(client);
            close(server);
        }
    }

    /// Bytes of the segments that are lost and sent once more; each costs a wait.
    private long lost(int count) {
        long again = 0;
        for (int at = 0; at < count; at += SEGMENT_BYTES) {
            if (random.nextInt(100) < LOST_PERCENT) {
                again += Math.min(SEGMENT_BYTES, count - at);
                waitUntil(System.nanoTime() + plan.retransmitNanos());
            }
        }
        return again;
    }

    private void cut(Socket client, Socket server) throws IOException {
        cutAt = System.nanoTime() + plan.cutAfterNanos();
        boolean silent = cuts.getAndIncrement() % 2 == 0;
        client.setSoLinger(true, 0);
        client.close();
        if (!silent) {
            server.setSoLinger(true, 0);
            server.close();
        }
    }

    private void down(Socket server, Socket client) {
        try {
            server.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException gone) {
            close(client);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
