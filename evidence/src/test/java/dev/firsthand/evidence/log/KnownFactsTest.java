package dev.firsthand.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownFactsTest {
    @Test
    void the_newest_facts_are_known_and_the_oldest_batches_are_given_back() {
        var known = new KnownFacts(32);

        assertThat(known.add(batch(0, 16))).isEmpty();
        assertThat(known.add(batch(16, 32))).isEmpty();
        assertThat(known.add(batch(32, 48))).containsExactly(batch(0, 16));

        assertThat(known.index(Logs.fact(15).fact())).isEmpty();
        assertThat(known.index(Logs.fact(16).fact())).contains(16L);
        assertThat(known.index(Logs.fact(47).fact())).contains(47L);
    }

    @Test
    void the_last_batch_is_known_whole_however_large() {
        var known = new KnownFacts(32);
        known.add(batch(0, 16));

        assertThat(known.add(batch(16, 96))).containsExactly(batch(0, 16));
        assertThat(known.index(Logs.fact(16).fact())).contains(16L);
    }

    private static Batch batch(long first, long size) {
        List<FactId> facts =
                Logs.facts(first, size).stream().map(Submission::fact).toList();
        return new Batch(first, new Tree(size, TreeHash.EMPTY_ROOT), facts);
    }
}
