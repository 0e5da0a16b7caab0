package dev.firsthand.evidence.merkle;

import java.util.List;

/// Proofs that a tree only grew: RFC 9162, 2.1.4.2, and for parts of a tree draft-ietf-plants-merkle-tree-certs, 4.4.
public final class Consistency {
    private Consistency() {}

    /// Whether the proof shows that the newer tree begins with all entries of the older one, in their order.
    /// Nothing can be proven about an empty tree but that it is the same.
    public static boolean holds(Tree older, Tree newer, List<TreeHash> proof) {
        if (older.size() == newer.size()) {
            return proof.isEmpty() && older.equals(newer) && older.isPossible();
        }
        if (older.size() == 0 || Long.compareUnsigned(older.size(), newer.size()) > 0) {
            return false;
        }
        return partHolds(0, older, newer, proof);
    }

    /// Whether the proof shows that the part of the tree that begins at `start` has this root. An empty part shows
    /// nothing about the tree.
    public static boolean partHolds(long start, Tree part, Tree whole, List<TreeHash> proof) {
        long end = start + part.size();
        if (Long.compareUnsigned(end, whole.size()) > 0 || Long.compareUnsigned(start, end) > 0) {
            return false;
        }
        if (part.size() == 0) {
            return proof.isEmpty() && part.isPossible();
        }
        return Bits.isPart(start, end)
                && new Walk(start, end - 1, whole.size() - 1).leads(part.root(), whole.root(), proof);
    }

    /// Goes up from the last entry of the part; `first` and `last` are the part's, `end` the whole tree's.
    private static final class Walk {
        private long first;
        private long last;
        private long end;

        Walk(long first, long last, long end) {
            this.first = first;
            this.last = last;
            this.end = end;
        }

        boolean leads(TreeHash partRoot, TreeHash wholeRoot, List<TreeHash> proof) {
            while (first != last && (last == end || (last & 1) == 1)) {
                up();
            }
            if (first != last && proof.isEmpty()) {
                return false;
            }
            TreeHash part = first == last ? partRoot : proof.getFirst();
            TreeHash whole = part;
            for (TreeHash next : first == last ? proof : proof.subList(1, proof.size())) {
                if (end == 0) {
                    return false;
                }
                if ((last & 1) == 1 || last == end) {
                    part = first == last ? part : TreeHash.node(next, part);
                    whole = TreeHash.node(next, whole);
                    upToRightChild();
                } else {
                    whole = TreeHash.node(whole, next);
                }
                up();
            }
            return end == 0 && part.equals(partRoot) && whole.equals(wholeRoot);
        }

        private void upToRightChild() {
            while ((last & 1) == 0 && last != 0) {
                up();
            }
        }

        private void up() {
            first >>>= 1;
            last >>>= 1;
            end >>>= 1;
        }
    }
}
