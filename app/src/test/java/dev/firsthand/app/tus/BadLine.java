package dev.firsthand.app.tus;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A TCP proxy that is as bad as a phone's line: after a random number of bytes from the client it cuts both sides
/// with a reset, or falls silent with both sides open.
final class BadLine implements AutoCloseable {
    private static final int PATIENCE_BYTES = 256;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger faults = new AtomicInteger();
    private final SplittableRandom random;
    private final int target;
    private final int meanBytes;

    BadLine(int target, int meanBytes, long seed) throws IOException {
        this.target = target;
        this.meanBytes = meanBytes;
        this.random = new SplittableRandom(seed);
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int faults() {
        return faults.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                int budget = PATIENCE_BYTES + random.nextInt(2 * meanBytes);
                boolean silent = random.nextInt(4) == 0;
                Thread.ofVirtual().start(() -> pass(client, server, budget, silent));
                Thread.ofVirtual().start(() -> pass(server, client, Integer.MAX_VALUE, false));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pass(Socket from, Socket to, int budget, boolean silent) {
        var block = new byte[4096];
        try {
            InputStream in = from.getInputStream();
            for (int left = budget; left > 0; ) {
                int count = in.read(block, 0, Math.min(left, block.length));
                if (count < 0) {
                    to.shutdownOutput();
                    return;
                }
                to.getOutputStream().write(block, 0, count);
                left -= count;
            }
            faults.incrementAndGet();
            if (!silent) {
                reset(from);
                reset(to);
            }
        } catch (IOException gone) {
            // one side left: so does the other
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // closed is closed
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(BadLine::closeQuietly);
    }
}
