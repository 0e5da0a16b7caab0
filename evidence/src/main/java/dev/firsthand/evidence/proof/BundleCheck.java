package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.json.JsonValue;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.PolicyVerdict;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One walk through one bundle. Holds a few episodes at a time, and of all else digests and counts.
final class BundleCheck {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final ExecutorService checkers = Executors.newFixedThreadPool(PROCESSORS);
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Verifier verifier;
    private final Findings findings;
    private final FilesCheck files;
    private final MessageDigest chains = Sha256.digester();
    private Verdict verdict = Verdict.NONE;
    private long episodes;
    private String lastEpisode = "";
    private Optional<Chain> chain = Optional.empty();
    private final boolean hasFiles;
    private boolean isReleased;
    private Trees trees = Trees.NONE;
    private List<String> witnesses = List.of();
    private boolean isBegun;

    /// With a folder the bundle must be of a release: else nothing would be held against its files.
    BundleCheck(Verifier verifier, Optional<Path> folder, Findings findings) {
        this.verifier = verifier;
        this.hasFiles = folder.isPresent();
        this.findings = findings;
        this.files = new FilesCheck(folder, this::tell, findings::unnamed);
    }

    Verdict run(InputStream in) throws IOException {
        try (checkers) {
            var reader = new BundleReader(in);
            for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
                take(part.get());
            }
            closeChain();
            awaitChains(0);
            if (!isBegun) {
                tell(new PartResult.Lie("bundle", "it is empty: nothing is stated in it"));
            }
            if (!isReleased && (hasFiles || episodes > 0 || files.count() > 0)) {
                tell(new PartResult.Lie("release", "the statement that binds episodes and files is missing"));
            }
        } catch (ProofFormatException e) {
            awaitChains(0);
            tell(new PartResult.Lie(e.part(), e.why()));
        }
        return verdict;
    }

    private void take(Part part) throws IOException {
        if (isReleased) {
            throw new ProofFormatException(part.toString(), "it stands behind the release");
        }
        if (part.kind() == Part.Kind.CHECKPOINT ? isBegun : trees.isEmpty()) {
            throw new ProofFormatException(part.toString(), "a bundle begins with its checkpoints");
        }
        isBegun = part.kind() != Part.Kind.CHECKPOINT;
        if (part.kind() != Part.Kind.LINK) {
            closeChain();
            awaitChains(0);
        }
        try {
            switch (part.kind()) {
                case CHECKPOINT -> takeCheckpoint(part);
                case LINK -> takeLink(part);
                case TOMBSTONE -> takeTombstone(part);
                case FILES -> files.take(part);
                case RELEASE -> takeRelease(part);
                case STATEMENT -> takeStatement(part);
            }
        } catch (JsonFormatException e) {
            throw new ProofFormatException(part.toString(), e.why());
        } catch (NoteFormatException e) {
            throw new ProofFormatException(part.toString(), e.why());
        }
    }

    /// Without checkpoints that the policy trusts, nothing else in the bundle means anything. Those behind the
    /// first are of logs that have ended; a witness counts that signed each of them.
    private void takeCheckpoint(Part part) throws IOException {
        if (trees.isEmpty() != part.name().equals(Trees.LOG)
                || trees.named(part.name()).isPresent()) {
            throw new ProofFormatException(part.toString(), "the first checkpoint is `log`, and each has its own name");
        }
        SignedNote note = SignedNote.parse(part.bytes());
        switch (verifier.policy().judge(note)) {
            case PolicyVerdict.Refused(var why) -> throw new ProofFormatException(part.toString(), why);
            case PolicyVerdict.Accepted(var checkpoint, var cosigned) -> {
                List<String> independent = verifier.policy().independentWitnesses(note);
                witnesses = trees.isEmpty()
                        ? independent
                        : witnesses.stream().filter(independent::contains).toList();
                trees = trees.with(part.name(), TlogProof.tree(checkpoint));
                findings.witnesses(witnesses);
                tell(new PartResult.Holds(
                        part.name().equals(Trees.LOG) ? "checkpoint" : part.toString(),
                        "%s, %s entries, cosigned by %s"
                                .formatted(
                                        checkpoint.origin(),
                                        Long.toUnsignedString(checkpoint.size()),
                                        TlogProof.words(cosigned))));
            }
        }
    }

    private void takeLink(Part part) throws IOException {
        String episode = Chain.episodeOf(part);
        if (chain.filter(open -> open.episode().equals(episode)).isEmpty()) {
            closeChain();
            begin(part, episode);
            chain = Optional.of(new Chain(episode));
        }
        chain.get().add(part);
    }

    private void begin(Part part, String episode) throws ProofFormatException {
        if (episode.compareTo(lastEpisode) <= 0) {
            throw new ProofFormatException(part.toString(), "episodes must stand in ascending order, each once");
        }
        lastEpisode = episode;
    }

    /// Signatures cost far more than reading: episodes are checked side by side, and told in their order.
    private void closeChain() throws IOException {
        if (chain.isPresent()) {
            Chain closed = chain.get();
            Trees against = trees;
            chain = Optional.empty();
            pending.add(new Pending(closed.episode(), checkers.submit(() -> closed.check(against, verifier.keys()))));
            awaitChains(2 * PROCESSORS);
        }
    }

    private void awaitChains(int leave) throws IOException {
        while (pending.size() > leave) {
            Pending first = pending.removeFirst();
            try {
                Chain.Outcome outcome = first.outcome().get();
                bind(first.episode(), outcome.head());
                tellEpisode(outcome.result());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while checking " + first.episode(), e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("checking %s failed".formatted(first.episode()), e.getCause());
            }
        }
    }

    private record Pending(String episode, Future<Chain.Outcome> outcome) {}

    /// Counts the episode into what the release must name.
    private void bind(String episode, Optional<Sha256> head) {
        episodes++;
        head.ifPresent(sha256 -> chains.update(headLine(episode, sha256).getBytes(StandardCharsets.US_ASCII)));
    }

    static String headLine(String episode, Sha256 head) {
        return "%s %s\n".formatted(episode, head.hex());
    }

    private void takeTombstone(Part part) throws IOException {
        begin(part, part.name());
        switch (LoggedStatement.parse(part).check(trees, verifier.keys())) {
            case EnvelopeCheck.Refused(var why) -> {
                bind(part.name(), Optional.empty());
                tellEpisode(new PartResult.Lie(part.name(), why));
            }
            case EnvelopeCheck.Verified(var statement, var by) -> {
                Optional<Sha256> head = statement.input(Chain.HEAD);
                bind(part.name(), head);
                if (statement.step() != Step.ERASE || head.isEmpty()) {
                    tellEpisode(new PartResult.Lie(part.name(), "a tombstone is the statement of an erasure"));
                    return;
                }
                files.allowMissing(part.name());
                tellEpisode(new PartResult.Withdrawn(part.name(), "withdrawn, erased " + statement.at()));
            }
        }
    }

    private void takeRelease(Part part) throws IOException {
        isReleased = true;
        files.end();
        switch (LoggedStatement.parse(part).check(trees, verifier.keys())) {
            case EnvelopeCheck.Refused(var why) -> tell(new PartResult.Lie("release", why));
            case EnvelopeCheck.Verified(var statement, var by) -> tell(judgeRelease(statement));
        }
    }

    private PartResult judgeRelease(Statement statement) throws IOException {
        if (statement.step() != Step.RELEASE) {
            return new PartResult.Lie(
                    "release", "it states %s".formatted(statement.step().wireName()));
        }
        String found = Sha256.ofDigest(chains.digest()).hex();
        if (statement.predicate().whole("episodes") != episodes
                || !statement.predicate().text("chains").equals(found)) {
            return new PartResult.Lie(
                    "release",
                    "the episodes are not the %d that were released"
                            .formatted(statement.predicate().whole("episodes")));
        }
        Sha256 listed = files.digest();
        if (statement.subjects().stream()
                .noneMatch(subject ->
                        subject.name().equals("files") && subject.sha256().equals(listed))) {
            return new PartResult.Lie("release", "the files are not those that were released");
        }
        return new PartResult.Holds(
                "release", "episodes: %d, files: %d, released %s".formatted(episodes, files.count(), statement.at()));
    }

    private void takeStatement(Part part) throws IOException {
        switch (LoggedStatement.parse(part).check(trees, verifier.keys())) {
            case EnvelopeCheck.Refused(var why) -> tell(new PartResult.Lie(part.name(), why));
            case EnvelopeCheck.Verified(var statement, var by)
            when isOfRelease(statement.step()) ->
                tell(new PartResult.Lie(
                        part.name(),
                        "its %s is part of a release, and says nothing by itself"
                                .formatted(statement.step().wireName())));
            case EnvelopeCheck.Verified(var statement, var by) ->
                tell(new PartResult.Holds(
                        part.name(),
                        "%s of %s%s, signed by %s"
                                .formatted(statement.step().wireName(), statement.at(), answered(statement), by)));
        }
    }

    /// The kinds of parts are not signed: what was cut out of a release must not pass for a receipt.
    private static boolean isOfRelease(Step step) {
        return step == Step.RELEASE || step == Step.ERASE || Step.CHAIN.contains(step);
    }

    /// Of a record of consent, what was answered and for which purpose (docs/formats/consent.md).
    static String answered(Statement statement) {
        return statement.predicate().find("dpv:hasConsentStatus").orElse(null) instanceof JsonValue.Text(String said)
                        && statement.predicate().find("dpv:hasProcess").orElse(null) instanceof JsonValue.Fields process
                        && process.find("dct:title").orElse(null) instanceof JsonValue.Text(String purpose)
                ? " (%s for %s)".formatted(said.replaceFirst("^dpv:", ""), purpose)
                : "";
    }

    private void tell(PartResult result) {
        verdict = verdict.with(result);
        findings.part(result);
    }

    private void tellEpisode(PartResult result) {
        verdict = verdict.with(result);
        findings.episode(result);
    }
}
