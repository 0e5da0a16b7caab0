package dev.firsthand.perf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// An upload at 1 Mbit/s with 2 % loss, cut every 60 s: how many of the bytes sent were of use? Time runs ten times as
/// fast, with the same ratios; the server's own waits are not shortened, which makes the case harder, not easier.
final class SlowLineBench {
    static final String NAME = "slow-line";
    private static final SlowLine.Plan PLAN = new SlowLine.Plan(1_000_000, Duration.ofSeconds(60), 10);
    private static final long FILE_BYTES = 60_000_000;
    private static final double TARGET = 0.95;

    private SlowLineBench() {}

    static String figure(Path work) throws IOException {
        byte[] block = UploadBench.block(1 << 16);
        try (var server = Peer.ours(work.resolve("ours"));
                var line = new SlowLine(server.port(), PLAN)) {
            String path;
            try (var client = new TusClient(server.port(), block)) {
                path = client.begin(FILE_BYTES);
            }
            long began = System.nanoTime();
            long offset = 0;
            int connections = 0;
            while (offset < FILE_BYTES) {
                connections++;
                try (var client = new TusClient(line.port(), block)) {
                    offset = client.offset(path);
                    if (offset < FILE_BYTES) {
                        client.patch(path, offset, FILE_BYTES - offset);
                        offset = FILE_BYTES;
                    }
                } catch (IOException cut) {
                    // as a phone does: connect again and ask
                }
            }
            double share = (double) FILE_BYTES / line.sentBytes();
            return String.format(
                    Locale.ROOT,
                    "{\"figure\":\"upload-%s\",\"unit\":\"useful share of sent bytes\",\"ours\":%.4f,\"target\":%.2f,\"met\":%b,\"seconds\":%.1f,\"timeFactor\":%d,\"cuts\":%d,\"connections\":%d,\"fileBytes\":%d,\"sentBytes\":%d}",
                    NAME,
                    share,
                    TARGET,
                    share >= TARGET,
                    (System.nanoTime() - began) / 1e9,
                    PLAN.timeFactor(),
                    line.cuts(),
                    connections,
                    FILE_BYTES,
                    line.sentBytes());
        } finally {
            UploadBench.delete(work.resolve("ours"));
        }
    }
}
