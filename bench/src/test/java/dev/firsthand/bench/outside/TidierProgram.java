package dev.firsthand.bench.outside;

import dev.firsthand.bench.wire.LoopbackServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// Serves the tidier in openpi's format until it is ended, for a client that is not ours: see conformance/world.
public final class TidierProgram {
    private TidierProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (LoopbackServer server = Tidier.served()) {
            System.out.println(server.address());
            new CountDownLatch(1).await();
        }
    }
}
