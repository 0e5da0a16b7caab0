package dev.firsthand.evidence.log;

import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the writer has bound itself to: the tree that the next checkpoint will sign, and whose facts it adds. Durable
/// before anything is signed, so that after a crash no other tree of that size can come to be.
record Batch(long first, Tree tree, List<FactId> facts) {
    static final String FOLDER = ".state/batches";

    private static final int MAGIC = 0x46484231;
    private static final int HEAD_BYTES = Integer.BYTES + 2 * Long.BYTES + TreeHash.BYTES;
    private static final int ID_BYTES = 2 * Long.BYTES;

    Batch {
        facts = List.copyOf(facts);
        if (tree.size() - first != facts.size()) {
            throw new IllegalArgumentException(
                    "a batch of %d facts from %d to %d".formatted(facts.size(), first, tree.size()));
        }
    }

    /// Names sort by size.
    String path() {
        return "%s/%020d".formatted(FOLDER, tree.size());
    }

    static Batch read(byte[] bytes) throws LogDamagedException {
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD_BYTES || (bytes.length - HEAD_BYTES) % ID_BYTES != 0 || in.getInt() != MAGIC) {
            throw new LogDamagedException("a file in %s is no batch".formatted(FOLDER));
        }
        long first = in.getLong();
        long size = in.getLong();
        var root = new byte[TreeHash.BYTES];
        in.get(root);
        var facts = new ArrayList<FactId>();
        while (in.hasRemaining()) {
            facts.add(new FactId(new UUID(in.getLong(), in.getLong())));
        }
        if (size - first != facts.size()) {
            throw new LogDamagedException("a batch from %d to %d has %d facts".formatted(first, size, facts.size()));
        }
        return new Batch(first, new Tree(size, TreeHash.of(root)), facts);
    }

    byte[] bytes() {
        var out = ByteBuffer.allocate(HEAD_BYTES + facts.size() * ID_BYTES)
                .putInt(MAGIC)
                .putLong(first)
                .putLong(tree.size())
                .put(tree.root().bytes());
        for (FactId fact : facts) {
            out.putLong(fact.value().getMostSignificantBits())
                    .putLong(fact.value().getLeastSignificantBits());
        }
        return out.array();
    }
}
