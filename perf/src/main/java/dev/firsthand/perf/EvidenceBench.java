package dev.firsthand.perf;

import dev.firsthand.evidence.log.Appender;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.Fsck;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The log's own door, on this disk: an entry counts once it lies in a synced bundle below a signed checkpoint.
/// Beside it Tessera, turn by turn in the same run.
public final class EvidenceBench {
    private static final String NAME = "evidence";
    private static final String ORIGIN = "log.example/perf";
    private static final int APPENDERS = 256;
    private static final int OUTSTANDING = 256;
    private static final double STREAMING_PER_SECOND = 20_000;
    private static final double LATENCY_INTERVALS = 1.2;
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration WARM = Duration.ofSeconds(4);
    private static final Duration MEASURED = Duration.ofSeconds(8);

    private final SecureRandom random = new SecureRandom();
    private final LogSigner signer = new LogSigner(
            ORIGIN,
            List.of(
                    SigningKey.generate(ORIGIN, KeyKind.ED25519, random),
                    SigningKey.generate(ORIGIN, KeyKind.ML_DSA_44_COSIGNATURE, random)),
            InstantSource.system());
    private final BenchOptions options;
    private final Optional<TesseraPeer> tessera;

    private EvidenceBench(BenchOptions options, Optional<TesseraPeer> tessera) {
        this.options = options;
        this.tessera = tessera;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BenchOptions options = BenchOptions.of(arguments, 0);
        var bench = new EvidenceBench(options, TesseraPeer.build(options.root(), options.work()));
        bench.append("streaming", OUTSTANDING);
        bench.append("waiting", 1);
    }

    private void append(String name, int outstanding) throws IOException, InterruptedException {
        var rates = new Series();
        var latencies = new Series();
        var peerRates = new Series();
        var peerLatencies = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            Path folder = options.work().resolve("log");
            Folders.delete(folder);
            try (var files = DirectoryLogFiles.openForWriting(folder);
                    var appender = Appender.start(
                            () -> Sequencer.open(files, signer, Padding.random(List.of("att"), random)), INTERVAL)) {
                measure(appender, outstanding, rates, latencies);
            }
            List<String> findings = Fsck.check(DirectoryLogFiles.reader(folder), signer.verifiers())
                    .findings();
            if (!findings.isEmpty()) {
                throw new IOException("the log that was measured is broken: " + findings);
            }
            Folders.settle();
            if (tessera.isPresent()) {
                TesseraPeer.Measured peer =
                        tessera.get().measure(APPENDERS, outstanding, new TesseraPeer.Span(INTERVAL, WARM, MEASURED));
                peerRates.add(peer.perSecond());
                peerLatencies.add(peer.p50Intervals());
                Folders.settle();
            }
        }
        Figure rate = Figure.of(NAME, name, rates.median(), "entries/s")
                .with("runs", rates.runs())
                .with("appenders", APPENDERS)
                .with("interval", INTERVAL.toMillis() + " ms");
        (outstanding > 1 ? rate.atLeast(STREAMING_PER_SECOND) : rate).print();
        Figure latency = Figure.of(NAME, name + "-latency-p50", latencies.median(), "intervals")
                .with("runs", latencies.runs());
        (outstanding > 1 ? latency : latency.atMost(LATENCY_INTERVALS)).print();
        compare(name, rates, peerRates, peerLatencies);
    }

    /// At least as many entries a second as the peer gave in the same run.
    private void compare(String name, Series ours, Series peerRates, Series peerLatencies) {
        if (tessera.isEmpty()) {
            Figure.of(NAME, name + "-of-tessera", 0, "times")
                    .with("peer", "absent")
                    .with("howToGetIt", "install Go")
                    .print();
            return;
        }
        Figure.of(NAME, name + "-of-tessera", ours.median() / peerRates.median(), "times")
                .atLeast(1)
                .with("peer", TesseraPeer.name())
                .with("peerPerSecond", peerRates.runs())
                .with("peerLatencyP50Intervals", peerLatencies.runs())
                .print();
    }

    /// Each appender has so many entries under way; what is acknowledged after the warm-up counts.
    private void measure(Appender appender, int outstanding, Series rates, Series latencies)
            throws InterruptedException {
        var acknowledged = new AtomicLong();
        var nanos = Collections.synchronizedList(new ArrayList<Long>());
        long begin = System.nanoTime() + WARM.toNanos();
        long end = begin + MEASURED.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < APPENDERS; i++) {
                boolean isSampled = i % 16 == 0;
                threads.execute(() -> appendUntil(appender, outstanding, end, (started, ended) -> {
                    if (ended >= begin && ended < end) {
                        acknowledged.incrementAndGet();
                        if (isSampled) {
                            nanos.add(ended - started);
                        }
                    }
                }));
            }
        }
        rates.add(acknowledged.get() / (MEASURED.toNanos() / 1e9));
        List<Long> sorted = nanos.stream().sorted().toList();
        latencies.add(sorted.get(sorted.size() / 2) / (double) INTERVAL.toNanos());
    }

    private interface Acknowledged {
        void at(long started, long ended);
    }

    private void appendUntil(Appender appender, int outstanding, long end, Acknowledged acknowledged) {
        var room = new Semaphore(outstanding);
        try {
            while (System.nanoTime() < end) {
                room.acquire();
                long started = System.nanoTime();
                CompletableFuture<Long> index = appender.append(submission());
                var _ = index.whenComplete((done, failed) -> {
                    room.release();
                    if (failed == null) {
                        acknowledged.at(started, System.nanoTime());
                    }
                });
            }
            room.acquire(outstanding);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Submission submission() {
        var commitment = new byte[LogEntry.COMMITMENT_BYTES];
        random.nextBytes(commitment);
        return new Submission(
                new FactId(UUID.randomUUID()), LogEntry.of("att", commitment).bytes());
    }
}
