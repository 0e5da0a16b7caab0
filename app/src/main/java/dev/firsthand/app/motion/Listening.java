package dev.firsthand.app.motion;

import dev.firsthand.recording.live.LiveTake;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Hands a take the datagrams that come to a socket: until the time is over, or its thread is interrupted, as Ctrl-C
/// does.
final class Listening {
    private static final long TICK_NANOS = 1_000_000_000;
    private static final int WAIT_MILLIS = 100;
    private static final int END_SECONDS_MAX = 10;

    private final DatagramSocket socket;
    private final LiveTake take;

    Listening(DatagramSocket socket, LiveTake take) {
        this.socket = socket;
        this.take = take;
    }

    /// @param tell is called once a second
    void lasting(Duration length, Runnable tell) throws IOException {
        long began = System.nanoTime();
        long told = 0;
        socket.setSoTimeout(WAIT_MILLIS);
        byte[] bytes = new byte[LiveTake.DATAGRAM_BYTES_MAX + 1];
        while (!Thread.interrupted()) {
            long now = System.nanoTime() - began;
            if (now >= length.toNanos()) {
                return;
            }
            if (now - told >= TICK_NANOS) {
                tell.run();
                told = now;
            }
            hear(bytes);
        }
    }

    private void hear(byte[] bytes) throws IOException {
        var packet = new DatagramPacket(bytes, bytes.length);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException quiet) {
            return;
        }
        take.hear(ByteBuffer.wrap(bytes, 0, packet.getLength()), System.nanoTime());
    }

    /// Something that ends well also where the program is asked to end meanwhile.
    interface Work {
        int done() throws IOException;
    }

    static int endingWell(PrintStream screen, Work work) throws IOException {
        Thread worker = Thread.currentThread();
        var over = new CountDownLatch(1);
        var hook = new Thread(() -> end(worker, over, screen));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.done();
        } finally {
            over.countDown();
            takeAway(hook);
        }
    }

    private static void end(Thread worker, CountDownLatch over, PrintStream screen) {
        worker.interrupt();
        try {
            if (!over.await(END_SECONDS_MAX, TimeUnit.SECONDS)) {
                screen.println("What was recorded could not be finished in time; what is there can be read.");
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private static void takeAway(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // it runs already, and was told that all is done
        }
    }
}
