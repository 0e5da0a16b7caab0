package dev.firsthand.evidence.merkle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Makes roots and proofs from the nodes of a tree.
public final class Proofs {
    private final Nodes nodes;

    public Proofs(Nodes nodes) {
        this.nodes = nodes;
    }

    public TreeHash root(long size) throws IOException {
        return size == 0 ? TreeHash.EMPTY_ROOT : range(0, size);
    }

    /// From the leaf's sibling up.
    public List<TreeHash> inclusion(long index, long size) throws IOException {
        if (Long.compareUnsigned(index, size) >= 0) {
            throw new IllegalArgumentException("index %s lies outside a tree of %s"
                    .formatted(Long.toUnsignedString(index), Long.toUnsignedString(size)));
        }
        var fromTop = new ArrayList<TreeHash>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + Bits.split(end - start);
            if (index < middle) {
                fromTop.add(range(middle, end));
                end = middle;
            } else {
                fromTop.add(range(start, middle));
                start = middle;
            }
        }
        return fromTop.reversed();
    }

    /// Empty for equal sizes and for the empty tree, which every tree begins with.
    public List<TreeHash> consistency(long older, long newer) throws IOException {
        if (newer < 0 || Long.compareUnsigned(older, newer) > 0) {
            throw new IllegalArgumentException("there is no proof from %s entries to %s"
                    .formatted(Long.toUnsignedString(older), Long.toUnsignedString(newer)));
        }
        if (older == 0 || older == newer) {
            return List.of();
        }
        var fromTop = new ArrayList<TreeHash>();
        long start = 0;
        long end = newer;
        while (end != older) {
            long middle = start + Bits.split(end - start);
            if (older <= middle) {
                fromTop.add(range(middle, end));
                end = middle;
            } else {
                fromTop.add(range(start, middle));
                start = middle;
            }
        }
        if (start != 0) {
            fromTop.add(range(start, end));
        }
        return fromTop.reversed();
    }

    /// The root over a half-open range that begins where a part of a tree can begin.
    private TreeHash range(long start, long end) throws IOException {
        long length = end - start;
        if (Long.bitCount(length) == 1) {
            int height = Long.numberOfTrailingZeros(length);
            return nodes.node(height, start >>> height);
        }
        long middle = start + Bits.split(length);
        return TreeHash.node(range(start, middle), range(middle, end));
    }
}
