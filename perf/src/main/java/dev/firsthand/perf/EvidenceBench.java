package dev.firsthand.perf;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.log.Appender;
import dev.firsthand.evidence.log.DirectoryLogFiles;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.Fsck;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.proof.BundleWriter;
import dev.firsthand.evidence.proof.LoggedStatement;
import dev.firsthand.evidence.proof.Opening;
import dev.firsthand.evidence.proof.ReleaseStatement;
import dev.firsthand.evidence.proof.Verdict;
import dev.firsthand.evidence.proof.Verifier;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The log's own door, on this disk: an entry counts once it lies in a synced bundle below a signed checkpoint. Beside
/// it Tessera, turn by turn in the same run. And how long a verifier needs for the bundle of a release.
public final class EvidenceBench {
    private static final String NAME = "evidence";
    private static final String ORIGIN = "log.example/perf";
    private static final int APPENDERS = 256;
    private static final int OUTSTANDING = 256;
    private static final int EPISODES = 1_000;
    private static final double STREAMING_PER_SECOND = 20_000;
    private static final double VERIFY_SECONDS = 10;
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
        bench.verify();
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

    private void verify() throws IOException {
        SigningKey steps = SigningKey.generate("steps.example", KeyKind.ED25519, random);
        Path bundle = options.work().resolve("release.proof");
        write(bundle, steps);
        var verifier = new Verifier(
                Policy.parse("log %s\nquorum none\n"
                        .formatted(signer.verifiers().getFirst().text())
                        .getBytes(StandardCharsets.UTF_8)),
                TrustedKeys.parse("firsthand-keys/1\nkey %s capture,ingest,qc,redact,review,label,release %s -\n"
                        .formatted(steps.verifier().text(), Instant.EPOCH)
                        .getBytes(StandardCharsets.UTF_8)));
        var seconds = new Series();
        for (int round = 0; round < options.rounds(); round++) {
            long began = System.nanoTime();
            try (InputStream in = Files.newInputStream(bundle)) {
                Verdict verdict = verifier.verify(in, result -> {});
                if (verdict.holds() != EPISODES + 2) {
                    throw new IOException("the release does not hold: " + verdict);
                }
            }
            seconds.add((System.nanoTime() - began) / 1e9);
        }
        Figure.of(NAME, "verify-1000-episodes", seconds.median(), "s")
                .atMost(VERIFY_SECONDS)
                .with("runs", seconds.runs())
                .with("bytes", Files.size(bundle))
                .with("without", "the files themselves, which cost a SHA-256 of their bytes")
                .print();
    }

    private void write(Path bundle, SigningKey steps) throws IOException {
        var all = new ArrayList<Envelope>();
        var release = new ReleaseStatement();
        for (int episode = 0; episode < EPISODES; episode++) {
            List<Envelope> links = chain(episode, steps);
            all.addAll(links);
            release.episode(name(episode), links.getLast().payloadSha256());
        }
        all.add(Envelope.sign(release.at(Instant.EPOCH.plusSeconds(1_000), Map.of()), List.of(steps)));
        var files = new MemoryLogFiles();
        var sequencer = Sequencer.open(files, signer, Padding.random(List.of("att"), random));
        sequencer.commit(all.stream().map(EvidenceBench::logged).toList());
        long size = sequencer.checkpoint().checkpoint().size();
        var proofs = new LogReader(files).proofs(size);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bundle))) {
            BundleWriter writer = BundleWriter.begin(out, sequencer.checkpoint());
            for (int i = 0; i < all.size(); i++) {
                var place = new LoggedStatement.Place(i, proofs.inclusion(i, size));
                var statement = LoggedStatement.of(place, "att", Opening.plain(), all.get(i));
                if (i == all.size() - 1) {
                    writer.release(statement);
                } else {
                    int chain = Step.CHAIN.size();
                    writer.link(name(i / chain), Step.CHAIN.get(i % chain), statement);
                }
            }
            writer.end();
        }
    }

    private static Submission logged(Envelope envelope) {
        byte[] commitment = Opening.plain().commitment(envelope.bytes());
        return new Submission(
                new FactId(UUID.randomUUID()), LogEntry.of("att", commitment).bytes());
    }

    private static List<Envelope> chain(int episode, SigningKey steps) {
        var links = new ArrayList<Envelope>();
        for (Step step : Step.CHAIN) {
            List<Statement.Subject> before = links.isEmpty()
                    ? List.of()
                    : List.of(new Statement.Subject("previous", links.getLast().payloadSha256()));
            var subject =
                    new Statement.Subject("recording", Sha256.of(name(episode).getBytes(StandardCharsets.UTF_8)));
            var statement = Statement.of(
                    step,
                    Instant.EPOCH.plusSeconds(episode),
                    List.of(subject),
                    new Statement.Predicate(Map.of(), before));
            links.add(Envelope.sign(statement, List.of(steps)));
        }
        return links;
    }

    private static String name(int episode) {
        return "episode-%06d".formatted(episode);
    }
}
