package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.Sha256;
import dev.firsthand.evidence.attestation.Statement;
import dev.firsthand.evidence.attestation.Step;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The steps of one episode: each signed, logged, and made from the one before. Nothing left out, doubled or moved.
final class Chain {
    /// The input by which a step names the statement of the step before.
    static final String PREVIOUS = "previous";

    /// The input by which an erasure names the last statement of what it erased.
    static final String HEAD = "head";

    private final String episode;
    private final List<Part> links = new ArrayList<>();

    Chain(String episode) {
        this.episode = episode;
    }

    /// The episode that a link belongs to.
    static String episodeOf(Part link) {
        return link.name().substring(0, Math.max(0, link.name().lastIndexOf('.')));
    }

    String episode() {
        return episode;
    }

    /// A few more than a whole chain has are kept, so that the verdict can name them.
    void add(Part link) throws ProofFormatException {
        if (links.size() > Step.CHAIN.size()) {
            throw new ProofFormatException(link.toString(), "an episode has %d steps".formatted(Step.CHAIN.size()));
        }
        links.add(link);
    }

    /// What is to be said of the episode, and the digest of its last statement where one was read.
    record Outcome(PartResult result, Optional<Sha256> head) {}

    Outcome check(Trees trees, TrustedKeys keys) {
        try {
            return walk(trees, keys);
        } catch (ProofFormatException e) {
            return lie("%s: %s".formatted(e.part(), e.why()));
        } catch (JsonFormatException e) {
            return lie(e.why());
        }
    }

    private Outcome walk(Trees trees, TrustedKeys keys) throws ProofFormatException, JsonFormatException {
        Optional<Sha256> head = Optional.empty();
        Instant before = Instant.MIN;
        for (int i = 0; i < links.size(); i++) {
            Part part = links.get(i);
            LoggedStatement link = LoggedStatement.parse(part);
            if (i >= Step.CHAIN.size() || !part.name().equals(BundleWriter.linkName(episode, Step.CHAIN.get(i)))) {
                return lie("%s stands where %s belongs".formatted(part, expected(i)));
            }
            switch (link.check(trees, keys)) {
                case EnvelopeCheck.Refused(var why) -> {
                    return lie("%s: %s".formatted(part, why));
                }
                case EnvelopeCheck.Verified(var statement, var by) -> {
                    Optional<String> fault = fault(statement, Step.CHAIN.get(i), head, before);
                    if (fault.isPresent()) {
                        return lie("%s: %s".formatted(part, fault.get()));
                    }
                    head = Optional.of(link.envelope().payloadSha256());
                    before = statement.at();
                }
            }
        }
        if (links.size() < Step.CHAIN.size()) {
            return lie("the step %s is missing".formatted(expected(links.size())));
        }
        return new Outcome(
                new PartResult.Holds(
                        episode,
                        "%d steps, %s to %s"
                                .formatted(
                                        links.size(),
                                        Step.CHAIN.getFirst().wireName(),
                                        Step.CHAIN.getLast().wireName())),
                head);
    }

    private static Optional<String> fault(Statement statement, Step step, Optional<Sha256> head, Instant before)
            throws JsonFormatException {
        if (statement.step() != step) {
            return Optional.of("it states %s".formatted(statement.step().wireName()));
        }
        if (!statement.input(PREVIOUS).equals(head)) {
            return Optional.of("it was not made from the step before it");
        }
        return statement.at().isBefore(before) ? Optional.of("it is older than the step before it") : Optional.empty();
    }

    private static String expected(int i) {
        return i < Step.CHAIN.size() ? Step.CHAIN.get(i).wireName() : "nothing";
    }

    private Outcome lie(String why) {
        return new Outcome(new PartResult.Lie(episode, why), Optional.empty());
    }
}
