package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HistoriesTest {
    private static final int HISTORIES = 10_000;
    private static final int OF_A_SEED = 500;
    private static final int THREADS = 3;

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @TempDir
    static Path folder;

    @Test
    void in_no_history_are_bytes_opened_or_anything_published_without_a_yes_that_stands_for_it_then() throws Exception {
        quick();
        List<Future<Histories>> seeds;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            seeds = LongStream.range(0, HISTORIES / OF_A_SEED)
                    .mapToObj(seed -> threads.submit(() -> lived(seed)))
                    .toList();
        }
        long opened = 0;
        long refused = 0;
        for (Future<Histories> seed : seeds) {
            opened += result(seed).opened;
            refused += result(seed).refused;
        }
        assertThat(opened).as("or the test would prove nothing").isGreaterThan(HISTORIES / 2);
        assertThat(refused).isGreaterThan(HISTORIES);
    }

    private static Histories lived(long seed) throws IOException {
        var histories = new Histories(DATABASE.database(), folder.resolve("seed-" + seed), seed);
        for (int history = 0; history < OF_A_SEED; history++) {
            try {
                histories.live();
            } catch (AssertionError wrong) {
                throw new AssertionError("seed %d, history %d: %s".formatted(seed, history, wrong.getMessage()), wrong);
            }
        }
        return histories;
    }

    private static Histories result(Future<Histories> seed) throws InterruptedException {
        try {
            return seed.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(String.valueOf(failed.getCause()), failed);
        }
    }

    /// Nothing of this has to outlive a power cut.
    private static void quick() {
        String url = DATABASE.address().jdbcUrl();
        String name = url.substring(url.lastIndexOf('/') + 1);
        DATABASE.database().inTransactionDo(tx -> tx.sql()
                .execute("alter database " + name + " set synchronous_commit = off"));
    }
}
