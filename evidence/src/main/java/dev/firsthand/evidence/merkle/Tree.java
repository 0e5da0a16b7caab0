package dev.firsthand.evidence.merkle;

/// What a log promises at one moment. `size` counts entries and is unsigned.
public record Tree(long size, TreeHash root) {
    /// Whether there can be such a tree: the empty one has the one root that is the hash of nothing.
    public boolean isPossible() {
        return size != 0 || root.equals(TreeHash.EMPTY_ROOT);
    }
}
