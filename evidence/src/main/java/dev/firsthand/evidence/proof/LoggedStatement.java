package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.attestation.Envelope;
import dev.firsthand.evidence.attestation.EnvelopeCheck;
import dev.firsthand.evidence.attestation.TrustedKeys;
import dev.firsthand.evidence.json.JsonFormatException;
import dev.firsthand.evidence.log.LogEntry;
import dev.firsthand.evidence.merkle.Inclusion;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A signed statement with what shows that it stands in the log: the place of its entry, the salt of the entry's
/// commitment where it has one, and the hashes up to the root.
public final class LoggedStatement {
    private final Place place;
    private final String type;
    private final Opening opening;
    private final byte[] envelope;

    private LoggedStatement(Place place, String type, Opening opening, byte[] envelope) {
        this.place = place;
        this.type = type;
        this.opening = opening;
        this.envelope = envelope;
    }

    /// `type` is the one that the entry names.
    public static LoggedStatement of(Place place, String type, Opening opening, Envelope envelope) {
        return new LoggedStatement(place, type, opening, envelope.bytes());
    }

    /// Where an entry stands, below which checkpoint of the bundle, and the proof of it.
    public record Place(String checkpoint, long index, List<TreeHash> hashes) {
        public Place {
            hashes = List.copyOf(hashes);
        }

        /// In the log whose checkpoint a bundle begins with.
        public Place(long index, List<TreeHash> hashes) {
            this(Trees.LOG, index, hashes);
        }

        /// The first line of a statement, without its end. Of an ended log it names the checkpoint.
        private String line() {
            String of = checkpoint.equals(Trees.LOG) ? "" : " " + checkpoint;
            return "index %s%s".formatted(Long.toUnsignedString(index), of);
        }

        private static Place parse(String part, String line, List<TreeHash> hashes) throws ProofFormatException {
            int name = line.indexOf(' ', "index ".length());
            String checkpoint = name < 0 ? Trees.LOG : line.substring(name + 1);
            long index = TlogProof.index(part, name < 0 ? line : line.substring(0, name));
            var place = new Place(checkpoint, index, hashes);
            if (!place.line().equals(line)) {
                throw new ProofFormatException(part, "`%s` is no place".formatted(line));
            }
            return place;
        }
    }

    static LoggedStatement parse(Part part) throws ProofFormatException {
        String text = utf8(part);
        int end = text.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : Arrays.asList(text.substring(0, end).split("\n", -1));
        if (lines.size() < 3
                || !lines.get(0).startsWith("index ")
                || !lines.get(1).startsWith("type ")
                || !lines.get(2).startsWith("salt ")) {
            throw new ProofFormatException(part.toString(), "it does not begin with index, type and salt");
        }
        return new LoggedStatement(
                Place.parse(
                        part.toString(),
                        lines.get(0),
                        TlogProof.hashes(part.toString(), lines.subList(3, lines.size()))),
                lines.get(1).substring("type ".length()),
                Opening.parse(part.toString(), lines.get(2).substring("salt ".length())),
                text.substring(end + 2).getBytes(StandardCharsets.UTF_8));
    }

    private static String utf8(Part part) throws ProofFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(part.bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProofFormatException(part.toString(), "it is not UTF-8");
        }
    }

    byte[] bytes() {
        var lines = new ArrayList<String>();
        lines.add(place.line());
        lines.add("type " + type);
        lines.add("salt " + opening.text());
        place.hashes().forEach(hash -> lines.add(hash.base64()));
        String head = String.join("\n", lines) + "\n\n";
        return (head + new String(envelope, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    Envelope envelope() throws JsonFormatException {
        return Envelope.parse(envelope);
    }

    /// The statement, once its entry is shown to stand in the tree that it names and its signatures held.
    EnvelopeCheck check(Trees trees, TrustedKeys keys) throws JsonFormatException {
        Optional<Tree> tree = trees.named(place.checkpoint());
        if (tree.isEmpty()) {
            return new EnvelopeCheck.Refused("the bundle has no checkpoint `%s`".formatted(place.checkpoint()));
        }
        byte[] entry;
        try {
            entry = LogEntry.of(type, opening.commitment(envelope)).bytes();
        } catch (IllegalArgumentException e) {
            return new EnvelopeCheck.Refused("`%s` is no type of an entry".formatted(type));
        }
        if (!Inclusion.holds(place.index(), tree.get(), TreeHash.leaf(entry), place.hashes())) {
            return new EnvelopeCheck.Refused(
                    "the log does not hold it at index %s".formatted(Long.toUnsignedString(place.index())));
        }
        return keys.open(envelope(), place.index());
    }
}
