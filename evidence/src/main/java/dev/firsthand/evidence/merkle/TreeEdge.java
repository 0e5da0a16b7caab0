package dev.firsthand.evidence.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The right edge of a growing tree: its partial tile of each level. Appending hands out every tile that became full.
/// For one thread.
public final class TreeEdge {
    /// Takes the tiles that became full, in an order in which each stands on those before.
    public interface FullTiles {
        void take(TileName tile, byte[] hashes);
    }

    private final List<Level> levels = new ArrayList<>();
    private long size;

    /// Puts the edge of a tree together that has partial tiles already.
    public static TreeEdge of(long size, List<byte[]> partials) {
        var edge = new TreeEdge();
        edge.size = size;
        for (int level = 0; level < partials.size(); level++) {
            edge.level(level).fill(partials.get(level));
        }
        return edge;
    }

    /// The partial tiles that a tree of this size has; empty where a level has none.
    public static List<Optional<TileName>> partialTiles(long size) {
        var names = new ArrayList<Optional<TileName>>();
        for (long hashes = size; hashes > 0; hashes /= TileName.FULL) {
            int width = (int) (hashes % TileName.FULL);
            int level = names.size();
            long index = hashes / TileName.FULL;
            names.add(
                    width == 0
                            ? Optional.empty()
                            : Optional.of(new TileName(TileName.Kind.HASHES, level, index, width)));
        }
        return names;
    }

    public TreeEdge copy() {
        return of(size, levels.stream().map(Level::hashes).toList());
    }

    public long size() {
        return size;
    }

    public void append(TreeHash leaf, FullTiles full) {
        TreeHash hash = leaf;
        long index = size++;
        for (int level = 0; ; level++) {
            Level row = level(level);
            row.add(hash);
            if (row.width < TileName.FULL) {
                return;
            }
            index /= TileName.FULL;
            full.take(new TileName(TileName.Kind.HASHES, level, index, TileName.FULL), row.hashes());
            hash = TreeHash.ofComplete(row.hashes, 0, TileName.FULL);
            row.width = 0;
        }
    }

    /// Hands out the partial tiles as they are now.
    public void partials(FullTiles partials) {
        for (Optional<TileName> name : partialTiles(size)) {
            name.ifPresent(tile -> partials.take(tile, levels.get(tile.level()).hashes()));
        }
    }

    public Tree tree() {
        TreeHash root = null;
        for (Level level : levels) {
            int left = level.width;
            for (int count = 1; left > 0; count *= 2) {
                if ((left & count) != 0) {
                    left -= count;
                    TreeHash part = TreeHash.ofComplete(level.hashes, left * TreeHash.BYTES, count);
                    root = root == null ? part : TreeHash.node(part, root);
                }
            }
        }
        return new Tree(size, root == null ? TreeHash.EMPTY_ROOT : root);
    }

    private Level level(int level) {
        while (levels.size() <= level) {
            levels.add(new Level());
        }
        return levels.get(level);
    }

    private static final class Level {
        private final byte[] hashes = new byte[TileName.FULL * TreeHash.BYTES];
        private int width;

        void add(TreeHash hash) {
            System.arraycopy(hash.bytes(), 0, hashes, width * TreeHash.BYTES, TreeHash.BYTES);
            width++;
        }

        void fill(byte[] given) {
            System.arraycopy(given, 0, hashes, 0, given.length);
            width = given.length / TreeHash.BYTES;
        }

        byte[] hashes() {
            return Arrays.copyOf(hashes, width * TreeHash.BYTES);
        }
    }
}
