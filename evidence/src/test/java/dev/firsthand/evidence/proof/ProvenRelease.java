package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.log.FactId;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// A release with its log, made by hand so that each part can be made wrong.
final class ProvenRelease {
    static final SigningKey STEPS = SigningKey.generate("steps.example", KeyKind.ED25519, new SeededRandom(21));
    static final SigningKey THIEF = SigningKey.generate("steps.example/old", KeyKind.ED25519, new SeededRandom(22));
    static final String ENDED = "ended-1";
    static final Instant START = Instant.parse("2026-06-01T10:00:00Z");

    /// What is made before it is logged: the statements of an episode by their steps.
    final Map<String, List<Envelope>> chains = new TreeMap<>();
    final Map<String, Envelope> tombstones = new TreeMap<>();
    final List<FileLine> files = new ArrayList<>();
    final List<Envelope> statements = new ArrayList<>();

    /// What stands in a log that has ended.
    final List<Envelope> earlier = new ArrayList<>();

    static ProvenRelease of(int episodes) {
        var release = new ProvenRelease();
        for (int i = 0; i < episodes; i++) {
            String episode = "episode-%06d".formatted(i);
            release.chains.put(episode, chain(episode, Step.CHAIN));
            release.files.add(new FileLine(
                    Sha256.of(content(episode)), Optional.of(episode), "videos/%s.mp4".formatted(episode)));
        }
        return release;
    }

    static byte[] content(String episode) {
        return ("video of " + episode).getBytes(StandardCharsets.US_ASCII);
    }

    /// Each made from the one before, in the order given, a minute apart.
    static List<Envelope> chain(String episode, List<Step> steps) {
        var links = new ArrayList<Envelope>();
        for (Step step : steps) {
            List<Sha256> before =
                    links.isEmpty() ? List.of() : List.of(links.getLast().payloadSha256());
            links.add(link(episode, step, START.plusSeconds(60L * links.size()), before, STEPS));
        }
        return links;
    }

    static Envelope link(String episode, Step step, Instant at, List<Sha256> previous, SigningKey key) {
        var statement = Statement.of(
                step,
                at,
                List.of(new Statement.Subject("recording", Sha256.of(content(episode)))),
                new Statement.Predicate(
                        Map.of("consent", new JsonValue.Text("covered by a valid grant")),
                        previous.stream()
                                .map(sha256 -> new Statement.Subject(Chain.PREVIOUS, sha256))
                                .toList()));
        return Envelope.sign(statement, List.of(key));
    }

    static Envelope erasure(Sha256 head) {
        return Envelope.sign(
                Statement.of(
                        Step.ERASE,
                        START.plusSeconds(9_000),
                        List.of(new Statement.Subject("recording", head)),
                        new Statement.Predicate(Map.of(), List.of(new Statement.Subject(Chain.HEAD, head)))),
                List.of(STEPS));
    }

    Envelope last(String episode) {
        return chains.getOrDefault(episode, List.of()).getLast();
    }

    Envelope release() {
        var statement = new ReleaseStatement();
        chains.forEach(
                (episode, links) -> statement.episode(episode, links.getLast().payloadSha256()));
        files.forEach(statement::file);
        return Envelope.sign(
                statement.at(START.plusSeconds(5_000), Map.of("licence", new JsonValue.Text("train-v1"))),
                List.of(STEPS));
    }

    /// Logs everything and writes the bundle.
    byte[] bundle() throws IOException {
        return bundle(release());
    }

    byte[] bundle(Envelope release) throws IOException {
        var all = new ArrayList<Envelope>();
        chains.values().forEach(all::addAll);
        all.addAll(tombstones.values());
        all.addAll(statements);
        all.add(release);
        all.removeAll(earlier);
        var logged = new Logged(all, Logs.signer(), Trees.LOG);
        var out = new ByteArrayOutputStream();
        BundleWriter writer = BundleWriter.begin(out, logged.checkpoint);
        if (!earlier.isEmpty()) {
            var ended = new Logged(earlier, Logs.endedSigner(), ENDED);
            writer.ended(ENDED, ended.checkpoint);
            logged.statements.putAll(ended.statements);
        }
        for (Map.Entry<String, List<Envelope>> chain : chains.entrySet()) {
            Envelope tombstone = tombstones.get(chain.getKey());
            if (tombstone != null) {
                writer.tombstone(chain.getKey(), logged.statement(tombstone));
                continue;
            }
            for (int i = 0; i < chain.getValue().size(); i++) {
                Step step = Step.CHAIN.get(Math.min(i, Step.CHAIN.size() - 1));
                writer.link(
                        chain.getKey(), step, logged.statement(chain.getValue().get(i)));
            }
        }
        for (Envelope statement : statements) {
            writer.statement("receipt", logged.statement(statement));
        }
        if (!files.isEmpty()) {
            writer.files(files);
        }
        if (!chains.isEmpty()) {
            writer.release(logged.statement(release));
        }
        writer.end();
        return out.toByteArray();
    }

    static Verifier verifier() throws IOException {
        return new Verifier(Policy.parse(utf8(policy())), TrustedKeys.parse(utf8(keys())));
    }

    static String policy() {
        return "log %s\nlog %s\nquorum none\n"
                .formatted(
                        Logs.signer().verifiers().getFirst().text(),
                        Logs.endedSigner().verifiers().getFirst().text());
    }

    static String keys() {
        String steps = String.join(
                ",", Step.OF_INSTALLATION.stream().map(Step::wireName).toList());
        return """
                firsthand-keys/1
                key %s %s 2026-01-01T00:00:00Z -
                key %s %s 2025-01-01T00:00:00Z 2026-01-01T00:00:00Z
                """.formatted(STEPS.verifier().text(), steps, THIEF.verifier().text(), steps);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Envelopes in a log, each with a salt of its own.
    static final class Logged {
        final SignedNote checkpoint;
        private final Map<Envelope, LoggedStatement> statements = new LinkedHashMap<>();

        Logged(List<Envelope> envelopes, LogSigner signer, String name) throws IOException {
            var files = new MemoryLogFiles();
            var sequencer = Sequencer.open(files, signer, Logs.padding(8));
            var submissions = new ArrayList<Submission>();
            for (int i = 0; i < envelopes.size(); i++) {
                byte[] commitment = opening(i).commitment(envelopes.get(i).bytes());
                submissions.add(new Submission(
                        new FactId(new UUID(1, i)),
                        LogEntry.of("att", commitment).bytes()));
            }
            sequencer.commit(submissions);
            checkpoint = sequencer.checkpoint();
            long size = checkpoint.checkpoint().size();
            var proofs = new LogReader(files).proofs(size);
            for (int i = 0; i < envelopes.size(); i++) {
                var place = new LoggedStatement.Place(name, i, proofs.inclusion(i, size));
                statements.put(envelopes.get(i), LoggedStatement.of(place, "att", opening(i), envelopes.get(i)));
            }
        }

        LoggedStatement statement(Envelope envelope) {
            return Objects.requireNonNull(statements.get(envelope));
        }

        private static Opening opening(int i) {
            if (i % 3 == 2) {
                return Opening.plain();
            }
            var salt = new byte[32];
            new SeededRandom(i).nextBytes(salt);
            return Opening.salted(salt);
        }
    }
}
