package dev.firsthand.evidence.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which facts of the last batches were logged where. For one thread.
final class KnownFacts {
    private final int most;
    private final Map<FactId, Long> indices = new HashMap<>();
    private final Deque<Batch> batches = new ArrayDeque<>();

    KnownFacts(int most) {
        this.most = most;
    }

    Optional<Long> index(FactId fact) {
        return Optional.ofNullable(indices.get(fact));
    }

    /// Takes a batch in and gives back those that are forgotten for it.
    Deque<Batch> add(Batch batch) {
        batches.addLast(batch);
        long index = batch.first();
        for (FactId fact : batch.facts()) {
            indices.put(fact, index++);
        }
        var forgotten = new ArrayDeque<Batch>();
        while (batches.size() > 1 && indices.size() - batches.getFirst().facts().size() >= most) {
            Batch oldest = batches.removeFirst();
            oldest.facts().forEach(indices::remove);
            forgotten.add(oldest);
        }
        return forgotten;
    }
}
