package dev.firsthand.perf;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Padding;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.SigningKey;
import dev.firsthand.evidence.proof.BundleWriter;
import dev.firsthand.evidence.proof.FileLine;
import dev.firsthand.evidence.proof.LoggedStatement;
import dev.firsthand.evidence.proof.Opening;
import dev.firsthand.evidence.proof.ReleaseStatement;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Gatherers;

/// A release copy with one file and one chain of signed steps for each episode, and its proof, as a verifier gets it.
final class ProvenCopy {
    private static final String ORIGIN = "log.example/perf";
    private static final int FILES_IN_A_PART = 3_000;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey steps = SigningKey.generate("steps.example", KeyKind.ED25519, random);
    private final LogSigner signer = new LogSigner(
            ORIGIN,
            List.of(
                    SigningKey.generate(ORIGIN, KeyKind.ED25519, random),
                    SigningKey.generate(ORIGIN, KeyKind.ML_DSA_44_COSIGNATURE, random)),
            InstantSource.system());
    private final Path folder;
    private final Shape shape;

    /// Of each so many episodes, so many chains that differ (the others repeat them), and files of so many bytes;
    /// none are written where that is 0.
    record Shape(int episodes, int chains, int fileBytes) {}

    ProvenCopy(Path folder, Shape shape) {
        this.folder = folder;
        this.shape = shape;
    }

    /// Gives the file with the proof.
    Path write() throws IOException {
        Path evidence = Files.createDirectories(folder.resolve("evidence"));
        Files.writeString(
                evidence.resolve("policy.txt"),
                "log %s\nquorum none\n".formatted(signer.verifiers().getFirst().text()));
        Files.writeString(
                evidence.resolve("keys.txt"),
                "firsthand-keys/1\nkey %s capture,ingest,qc,redact,review,label,release %s -\n"
                        .formatted(steps.verifier().text(), Instant.EPOCH));
        Path proof = evidence.resolve("release.proof");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(proof), 1 << 20)) {
            write(out, files());
        }
        return proof;
    }

    private List<FileLine> files() throws IOException {
        var lines = new ArrayList<FileLine>();
        var content = new byte[shape.fileBytes()];
        var seeded = new SplittableRandom(1);
        Files.createDirectories(folder.resolve("videos"));
        for (int episode = 0; episode < shape.episodes(); episode++) {
            String path = "videos/%s.mp4".formatted(name(episode));
            seeded.nextBytes(content);
            if (content.length > 0) {
                Files.write(folder.resolve(path), content);
            }
            lines.add(new FileLine(Sha256.of(content), Optional.of(name(episode)), path));
        }
        return lines;
    }

    private void write(OutputStream out, List<FileLine> files) throws IOException {
        var chains = new ArrayList<List<Envelope>>();
        for (int chain = 0; chain < shape.chains(); chain++) {
            chains.add(chain(chain));
        }
        var release = new ReleaseStatement();
        for (int episode = 0; episode < shape.episodes(); episode++) {
            release.episode(
                    name(episode),
                    chains.get(episode % shape.chains()).getLast().payloadSha256());
        }
        files.forEach(release::file);
        var all = new ArrayList<Envelope>();
        chains.forEach(all::addAll);
        all.add(Envelope.sign(release.at(Instant.EPOCH.plusSeconds(1_000), Map.of()), List.of(steps)));
        write(out, all, files);
    }

    private void write(OutputStream out, List<Envelope> all, List<FileLine> files) throws IOException {
        var log = new MemoryLogFiles();
        var sequencer = Sequencer.open(log, signer, Padding.random(List.of("att"), random));
        sequencer.commit(all.stream().map(ProvenCopy::logged).toList());
        long size = sequencer.checkpoint().checkpoint().size();
        var proofs = new LogReader(log).proofs(size);
        var statements = new ArrayList<LoggedStatement>();
        for (int i = 0; i < all.size(); i++) {
            var place = new LoggedStatement.Place(i, proofs.inclusion(i, size));
            statements.add(LoggedStatement.of(place, "att", Opening.plain(), all.get(i)));
        }
        BundleWriter writer = BundleWriter.begin(out, sequencer.checkpoint());
        int length = Step.CHAIN.size();
        for (int episode = 0; episode < shape.episodes(); episode++) {
            for (int step = 0; step < length; step++) {
                int at = episode % shape.chains() * length + step;
                writer.link(name(episode), Step.CHAIN.get(step), statements.get(at));
            }
        }
        for (List<FileLine> part :
                files.stream().gather(Gatherers.windowFixed(FILES_IN_A_PART)).toList()) {
            writer.files(part);
        }
        writer.release(statements.getLast());
        writer.end();
    }

    private static Submission logged(Envelope envelope) {
        byte[] commitment = Opening.plain().commitment(envelope.bytes());
        return new Submission(
                new FactId(UUID.randomUUID()), LogEntry.of("att", commitment).bytes());
    }

    private List<Envelope> chain(int number) {
        var links = new ArrayList<Envelope>();
        for (Step step : Step.CHAIN) {
            List<Statement.Subject> before = links.isEmpty()
                    ? List.of()
                    : List.of(new Statement.Subject("previous", links.getLast().payloadSha256()));
            var subject =
                    new Statement.Subject("recording", Sha256.of(name(number).getBytes(StandardCharsets.UTF_8)));
            var statement = Statement.of(
                    step,
                    Instant.EPOCH.plusSeconds(number),
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
