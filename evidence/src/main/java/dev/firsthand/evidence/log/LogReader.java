package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.Proofs;
import dev.firsthand.evidence.merkle.TileName;
import dev.firsthand.evidence.merkle.TiledNodes;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads a log: ours, or any other that lies as tlog-tiles says. Believes nothing: whoever needs the truth checks the
/// checkpoint's signatures and the proofs against it.
public final class LogReader {
    private final LogSource source;

    public LogReader(LogSource source) {
        this.source = source;
    }

    public SignedNote checkpoint() throws IOException {
        return SignedNote.parse(source.read(LogSource.CHECKPOINT)
                .orElseThrow(() -> new LogDamagedException("the log has no checkpoint")));
    }

    /// Roots and proofs for trees of up to this size.
    public Proofs proofs(long size) {
        return new Proofs(new TiledNodes(this::tile, size));
    }

    public byte[] entry(long index, long size) throws IOException {
        if (Long.compareUnsigned(index, size) >= 0) {
            throw new IllegalArgumentException("entry %d of a log of %d".formatted(index, size));
        }
        return bundle(index / TileName.FULL, size).get((int) (index % TileName.FULL));
    }

    /// The entries of one bundle, as many as a log of this size has in it.
    public List<byte[]> bundle(long index, long size) throws IOException {
        TileName name = TileName.of(TileName.Kind.ENTRIES, 0, index, size);
        Found found = find(name);
        return EntryBundle.read(found.bytes, found.name.width()).subList(0, name.width());
    }

    /// The hashes of a tile, as many as asked for.
    byte[] tile(TileName name) throws IOException {
        Found found = find(name);
        if (found.bytes.length != found.name.width() * TreeHash.BYTES) {
            throw new LogDamagedException("%s has %d bytes".formatted(found.name.path(), found.bytes.length));
        }
        return Arrays.copyOf(found.bytes, name.width() * TreeHash.BYTES);
    }

    /// The partial one may be gone where the full one exists.
    private Found find(TileName name) throws IOException {
        Optional<byte[]> partial = source.read(name.path());
        if (partial.isPresent()) {
            return new Found(name, partial.get());
        }
        Optional<byte[]> full = source.read(name.full().path());
        return new Found(
                name.full(), full.orElseThrow(() -> new LogDamagedException("%s is missing".formatted(name.path()))));
    }

    private static final class Found {
        private final TileName name;
        private final byte[] bytes;

        Found(TileName name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }
    }
}
