package dev.firsthand.evidence.merkle;

import java.util.List;
import java.util.Optional;

/// Proofs that an entry stands at an index of a tree: RFC 9162, 2.1.3.2. Indices and sizes are unsigned.
public final class Inclusion {
    private Inclusion() {}

    /// The root that the proof leads to; empty when it has not as many hashes as this place in this tree needs.
    public static Optional<TreeHash> root(long index, long size, TreeHash leaf, List<TreeHash> proof) {
        if (Long.compareUnsigned(index, size) >= 0) {
            return Optional.empty();
        }
        long first = index;
        long last = size - 1;
        TreeHash root = leaf;
        for (TreeHash sibling : proof) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((first & 1) == 1 || first == last) {
                root = TreeHash.node(sibling, root);
                int empty = (first & 1) == 1 ? 0 : Long.numberOfTrailingZeros(first);
                first = Bits.shift(first, empty);
                last = Bits.shift(last, empty);
            } else {
                root = TreeHash.node(root, sibling);
            }
            first >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }

    /// Whether the proof shows that a tree with this root holds the leaf at the index.
    public static boolean holds(long index, Tree tree, TreeHash leaf, List<TreeHash> proof) {
        return root(index, tree.size(), leaf, proof).equals(Optional.of(tree.root()));
    }

    /// The same inside the part of a tree that begins at `start`, which must be a part that a tree can have.
    public static boolean holdsWithin(long start, long index, Tree part, TreeHash leaf, List<TreeHash> proof) {
        long end = start + part.size();
        return Long.compareUnsigned(start, index) <= 0
                && Bits.isPart(start, end)
                && holds(index - start, part, leaf, proof);
    }
}
