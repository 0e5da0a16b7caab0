package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.TileName;
import dev.firsthand.evidence.merkle.TreeEdge;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Checks a whole log: derives every tile and the root again from the entries, one bundle after the other.
public final class Fsck {
    /// More are not listed: the log is broken anyway.
    private static final int FINDINGS_MAX = 100;

    private final LogSource source;
    private final LogReader reader;
    private final List<String> findings = new ArrayList<>();

    private Fsck(LogSource source) {
        this.source = source;
        this.reader = new LogReader(source);
    }

    /// What a check found; nothing means that the log is whole. Entries before `from` were pruned: their hashes alone
    /// could be looked at.
    public record Report(long size, String root, long from, List<String> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    public static Report check(LogSource source, Collection<VerifierKey> keys) throws IOException {
        return new Fsck(source).check(keys);
    }

    private Report check(Collection<VerifierKey> keys) throws IOException {
        SignedNote note = reader.checkpoint();
        Checkpoint checkpoint = note.checkpoint();
        checkSignatures(note.check(keys));
        long from = keptFrom(keys);
        TreeEdge edge = derive(from, checkpoint.size());
        edge.partials(this::compare);
        String root = edge.tree().root().base64();
        if (edge.size() != checkpoint.size()) {
            tell("the entries end at %d, the checkpoint says %s"
                    .formatted(edge.size(), Long.toUnsignedString(checkpoint.size())));
        } else if (!root.equals(checkpoint.root())) {
            tell("the entries have the root %s, the checkpoint says %s".formatted(root, checkpoint.root()));
        }
        return new Report(checkpoint.size(), checkpoint.root(), from, findings);
    }

    private long keptFrom(Collection<VerifierKey> keys) throws IOException {
        try {
            return Pruning.keptFrom(source, keys);
        } catch (NoteFormatException e) {
            tell(e.why());
            return 0;
        }
    }

    private void checkSignatures(NoteCheck check) {
        switch (check) {
            case NoteCheck.Signed signed -> {}
            case NoteCheck.Forged(var claimed) -> tell("the signature of %s is not its own".formatted(claimed));
            case NoteCheck.Unsigned() -> tell("no known key signed the checkpoint");
        }
    }

    private TreeEdge derive(long from, long size) throws IOException {
        var edge = new TreeEdge();
        for (long index = 0; index * TileName.FULL < size; index++) {
            try {
                for (TreeHash leaf : leaves(index, from, size)) {
                    edge.append(leaf, this::compare);
                }
            } catch (LogDamagedException e) {
                tell("bundle %d: %s".formatted(index, e.getMessage()));
                return edge;
            }
        }
        return edge;
    }

    private List<TreeHash> leaves(long index, long from, long size) throws IOException {
        if (index * TileName.FULL >= Math.min(from, size / TileName.FULL * TileName.FULL)) {
            return reader.bundle(index, size).stream().map(TreeHash::leaf).toList();
        }
        byte[] hashes = reader.tile(new TileName(TileName.Kind.HASHES, 0, index, TileName.FULL));
        return IntStream.range(0, TileName.FULL)
                .mapToObj(i -> TreeHash.at(hashes, i * TreeHash.BYTES, TreeHash.BYTES))
                .toList();
    }

    private void compare(TileName name, byte[] derived) {
        try {
            Optional<byte[]> found = source.read(name.path());
            if (found.isEmpty() && !name.isFull()) {
                found = source.read(name.full().path()).map(full -> Arrays.copyOf(full, derived.length));
            }
            if (found.isEmpty()) {
                tell("%s is missing".formatted(name.path()));
            } else if (!Arrays.equals(found.get(), derived)) {
                tell("%s is not what the entries give".formatted(name.path()));
            }
        } catch (IOException e) {
            tell("%s cannot be read: %s".formatted(name.path(), e.getMessage()));
        }
    }

    private void tell(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }
}
