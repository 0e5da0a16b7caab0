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

/// A signed statement with what shows that it stands in the log: the place of its entry, the salt of the entry's
/// commitment where it has one, and the hashes up to the root.
public final class LoggedStatement {
    private final long index;
    private final String type;
    private final Opening opening;
    private final List<TreeHash> hashes;
    private final byte[] envelope;

    private LoggedStatement(long index, String type, Opening opening, List<TreeHash> hashes, byte[] envelope) {
        this.index = index;
        this.type = type;
        this.opening = opening;
        this.hashes = List.copyOf(hashes);
        this.envelope = envelope;
    }

    /// `type` is the one that the entry names.
    public static LoggedStatement of(Place place, String type, Opening opening, Envelope envelope) {
        return new LoggedStatement(place.index(), type, opening, place.hashes(), envelope.bytes());
    }

    /// Where an entry stands, and the proof of it.
    public record Place(long index, List<TreeHash> hashes) {
        public Place {
            hashes = List.copyOf(hashes);
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
                TlogProof.index(part.toString(), lines.get(0)),
                lines.get(1).substring("type ".length()),
                Opening.parse(part.toString(), lines.get(2).substring("salt ".length())),
                TlogProof.hashes(part.toString(), lines.subList(3, lines.size())),
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
        lines.add("index " + Long.toUnsignedString(index));
        lines.add("type " + type);
        lines.add("salt " + opening.text());
        hashes.forEach(hash -> lines.add(hash.base64()));
        String head = String.join("\n", lines) + "\n\n";
        return (head + new String(envelope, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    long index() {
        return index;
    }

    Envelope envelope() throws JsonFormatException {
        return Envelope.parse(envelope);
    }

    /// The statement, once its entry is shown to stand in this tree and its signatures held.
    EnvelopeCheck check(Tree tree, TrustedKeys keys) throws JsonFormatException {
        byte[] entry;
        try {
            entry = LogEntry.of(type, opening.commitment(envelope)).bytes();
        } catch (IllegalArgumentException e) {
            return new EnvelopeCheck.Refused("`%s` is no type of an entry".formatted(type));
        }
        if (!Inclusion.holds(index, tree, TreeHash.leaf(entry), hashes)) {
            return new EnvelopeCheck.Refused(
                    "the log does not hold it at index %s".formatted(Long.toUnsignedString(index)));
        }
        return keys.open(envelope(), index);
    }
}
