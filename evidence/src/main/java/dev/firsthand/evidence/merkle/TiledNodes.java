package dev.firsthand.evidence.merkle;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The nodes of a tree of one size, read from its tiles. Keeps the last few tiles, so that proofs of neighbours are
/// cheap. For one thread.
public final class TiledNodes implements Nodes {
    private static final int KEPT = 64;

    /// Brings the bytes of a tile, which may be wider than asked for.
    public interface Tiles {
        byte[] read(TileName tile) throws IOException;
    }

    private final Tiles tiles;
    private final long size;
    private final Map<TileName, byte[]> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    public TiledNodes(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    @Override
    public TreeHash node(int height, long index) throws IOException {
        int level = height / TileName.HEIGHT;
        int above = height % TileName.HEIGHT;
        long first = index << above;
        int count = 1 << above;
        int offset = (int) (first % TileName.FULL);
        byte[] hashes = tile(TileName.of(TileName.Kind.HASHES, level, first / TileName.FULL, size));
        if (hashes.length < (offset + count) * TreeHash.BYTES) {
            throw new IOException("tile %d/%d has %d bytes, too few for hash %d"
                    .formatted(level, first / TileName.FULL, hashes.length, offset + count - 1));
        }
        return TreeHash.ofComplete(hashes, offset * TreeHash.BYTES, count);
    }

    private byte[] tile(TileName name) throws IOException {
        byte[] known = kept.get(name);
        if (known != null) {
            return known;
        }
        byte[] read = tiles.read(name);
        if (kept.size() >= KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(name, read);
        return read;
    }
}
