package dev.firsthand.evidence.proof;

import dev.firsthand.evidence.merkle.Inclusion;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.PolicyVerdict;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;

/// A file that shows that an entry stands in a log: c2sp.org/tlog-proof. `index` is unsigned.
public record TlogProof(long index, List<TreeHash> hashes, SignedNote checkpoint) {
    public static final int BYTES_MAX = SignedNote.BYTES_MAX + 8192;

    private static final String NAME = "tlog-proof";
    static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
    private static final int HASHES_MAX = 64;

    public TlogProof {
        hashes = List.copyOf(hashes);
    }

    /// What nobody signed is not kept: a line `extra` is read over.
    public static TlogProof parse(byte[] file) throws IOException {
        String text = new String(file, StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : Arrays.asList(text.substring(0, end).split("\n", -1));
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new ProofFormatException(NAME, "it does not begin with the line " + FIRST_LINE);
        }
        int at = lines.size() > 1 && lines.get(1).startsWith("extra ") ? 2 : 1;
        if (lines.size() <= at || !lines.get(at).startsWith("index ")) {
            throw new ProofFormatException(NAME, "the line `index` is missing");
        }
        byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
        return new TlogProof(
                index(NAME, lines.get(at)), hashes(NAME, lines.subList(at + 1, lines.size())), checkpoint(note));
    }

    private static SignedNote checkpoint(byte[] note) throws ProofFormatException {
        try {
            SignedNote checkpoint = SignedNote.parse(note);
            var _ = checkpoint.checkpoint();
            return checkpoint;
        } catch (NoteFormatException e) {
            throw new ProofFormatException("checkpoint", e.why());
        }
    }

    static long index(String part, String line) throws ProofFormatException {
        try {
            String decimal = line.substring("index ".length());
            long index = Long.parseUnsignedLong(decimal);
            if (Long.toUnsignedString(index).equals(decimal)) {
                return index;
            }
        } catch (NumberFormatException notOne) {
            // told below
        }
        throw new ProofFormatException(part, "`%s` is no index".formatted(line));
    }

    static List<TreeHash> hashes(String part, List<String> lines) throws ProofFormatException {
        if (lines.size() > HASHES_MAX) {
            throw new ProofFormatException(part, "%d hashes, at most %d".formatted(lines.size(), HASHES_MAX));
        }
        var hashes = new ArrayList<TreeHash>();
        for (String line : lines) {
            hashes.add(TreeHash.ofBase64(line)
                    .orElseThrow(() -> new ProofFormatException(part, "`%s` is no hash".formatted(line))));
        }
        return List.copyOf(hashes);
    }

    public byte[] bytes() {
        var text = new StringBuilder("%s\nindex %s\n".formatted(FIRST_LINE, Long.toUnsignedString(index)));
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        text.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Whether it shows that this entry stands at the index of a log that the policy trusts.
    public PartResult check(byte[] entry, Policy policy) {
        return switch (policy.judge(checkpoint)) {
            case PolicyVerdict.Refused(var why) -> new PartResult.Lie("checkpoint", why);
            case PolicyVerdict.Accepted(var accepted, var witnesses) ->
                Inclusion.holds(index, tree(accepted), TreeHash.leaf(entry), hashes)
                        ? new PartResult.Holds(
                                NAME,
                                "entry %s of %s, cosigned by %s"
                                        .formatted(Long.toUnsignedString(index), accepted.origin(), words(witnesses)))
                        : new PartResult.Lie(
                                NAME,
                                "the log does not hold this entry at index %s".formatted(Long.toUnsignedString(index)));
        };
    }

    /// Who cosigned, and when.
    static String words(SortedMap<String, Instant> witnesses) {
        if (witnesses.isEmpty()) {
            return "no witness";
        }
        var words = new StringJoiner(", ");
        witnesses.forEach((name, at) -> words.add("%s at %s".formatted(name, at)));
        return words.toString();
    }

    static Tree tree(Checkpoint checkpoint) {
        return new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
    }
}
