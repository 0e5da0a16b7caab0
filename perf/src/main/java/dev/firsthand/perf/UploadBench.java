package dev.firsthand.perf;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Uploads over loopback: our server, the Node reference server, and a bare loop that hashes, seals, writes and syncs,
/// in turn, on the same disk. Medians, one JSON line per load.
///
/// Usage: UploadBench WORK_FOLDER ROUNDS [LOAD...]; `npm install` must have been run in WORK_FOLDER/node.
public final class UploadBench {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final double NODE_FACTOR = 1.2;
    private static final double BARE_FACTOR = 0.85;

    private final Path work;
    private final int rounds;
    private final byte[] block = block(BLOCK_BYTES);

    private UploadBench(Path work, int rounds) {
        this.work = work;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: UploadBench WORK_FOLDER ROUNDS [LOAD...]");
            System.exit(2);
        }
        var bench = new UploadBench(Path.of(arguments[0]).toAbsolutePath(), Integer.parseInt(arguments[1]));
        List<String> wanted = Arrays.asList(arguments).subList(2, arguments.length);
        for (Load load : Load.ALL) {
            if (wanted.isEmpty() || wanted.contains(load.name())) {
                System.out.println(bench.figure(load));
            }
        }
        if (wanted.isEmpty() || wanted.contains(SlowLineBench.NAME)) {
            System.out.println(SlowLineBench.figure(bench.work));
        }
    }

    private String figure(Load load) throws Exception {
        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        try (var ours = Peer.ours(work.resolve("ours"));
                var node = Peer.node(work)) {
            warmUp(ours, node);
            for (int round = 0; round < rounds; round++) {
                for (String contender : order(round)) {
                    double seconds = switch (contender) {
                        case "ours" -> timed(() -> upload(load, ours.port()));
                        case "node" -> timed(() -> upload(load, node.port()));
                        default -> timed(() -> new BareLoop(work.resolve("bare"), block).run(load));
                    };
                    speeds.computeIfAbsent(contender, _ -> new ArrayList<>())
                            .add(load.totalBytes() / seconds / (1 << 20));
                    delete(work.resolve("bare"));
                    node.clear();
                    settle();
                }
            }
            return json(load, speeds, ours.peakResidentBytes());
        } finally {
            delete(work.resolve("ours"));
        }
    }

    private static List<String> order(int round) {
        return round % 2 == 0 ? List.of("ours", "node", "bare") : List.of("bare", "node", "ours");
    }

    /// Both compilers and both caches: the first hundred megabytes count for nobody.
    private void warmUp(Peer ours, Peer node) throws Exception {
        var small = new Load("warm-up", 64, 64 << 10, 64 << 10, 16);
        var large = new Load("warm-up", 1, 256 << 20, 64 << 20, 1);
        for (Peer peer : List.of(ours, node)) {
            upload(small, peer.port());
            upload(large, peer.port());
        }
        new BareLoop(work.resolve("bare"), block).run(large);
        delete(work.resolve("bare"));
        node.clear();
        settle();
    }

    private void upload(Load load, int port) throws IOException, InterruptedException, ExecutionException {
        var next = new AtomicInteger();
        List<Future<?>> clients = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(load.clients())) {
            for (int i = 0; i < load.clients(); i++) {
                clients.add(pool.submit(() -> {
                    try (var client = new TusClient(port, block)) {
                        while (next.getAndIncrement() < load.files()) {
                            client.upload(load.fileBytes(), load.partBytes());
                        }
                    }
                    return next;
                }));
            }
        }
        for (Future<?> client : clients) {
            client.get();
        }
    }

    private interface Timed {
        void run() throws Exception;
    }

    private static double timed(Timed work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }

    /// What one contender left in the page cache must not be written in the next one's time.
    private static void settle() throws IOException, InterruptedException {
        new ProcessBuilder("sync").inheritIO().start().waitFor();
    }

    private static String json(Load load, Map<String, List<Double>> speeds, long peakResidentBytes) {
        double ours = median(speeds, "ours");
        double node = median(speeds, "node");
        double bare = median(speeds, "bare");
        double target = Math.min(NODE_FACTOR * node, BARE_FACTOR * bare);
        return String.format(
                Locale.ROOT,
                "{\"figure\":\"upload-%s\",\"unit\":\"MiB/s\",\"ours\":%.1f,\"node\":%.1f,\"bare\":%.1f,\"target\":%.1f,\"met\":%b,\"rounds\":%d,\"runs\":%s,\"serverPeakResidentMiB\":%d}",
                load.name(),
                ours,
                node,
                bare,
                target,
                ours >= target,
                speeds.getOrDefault("ours", List.of()).size(),
                runs(speeds),
                peakResidentBytes >> 20);
    }

    private static String runs(Map<String, List<Double>> speeds) {
        var text = new StringBuilder("{");
        speeds.forEach((name, values) -> text.append(text.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(values.stream()
                        .map(value -> String.format(Locale.ROOT, "%.1f", value))
                        .toList()));
        return text.append('}').toString();
    }

    private static double median(Map<String, List<Double>> speeds, String contender) {
        List<Double> sorted =
                speeds.getOrDefault(contender, List.of()).stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure) throws IOException {
                Files.delete(done);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static byte[] block(int bytes) {
        var block = new byte[bytes];
        new Random(3).nextBytes(block);
        return block;
    }
}
