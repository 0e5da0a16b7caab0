package dev.firsthand.evidence.merkle;

import java.io.IOException;

/// Where the hashes of complete subtrees come from: tiles, or memory.
public interface Nodes {
    /// The root over the entries from `index << height` up to `(index + 1) << height`, all of which the tree has.
    TreeHash node(int height, long index) throws IOException;
}
