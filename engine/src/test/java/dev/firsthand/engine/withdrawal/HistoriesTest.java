package dev.firsthand.engine.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.engine.store.Database;
import dev.firsthand.engine.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// 9,500 of the 10,000 histories; `PublicationHistoriesTest` has the others.
class HistoriesTest {
    private static final int HISTORIES = 9_500;
    private static final int EACH = HISTORIES / 2;

    @RegisterExtension
    static final TestDatabase FIRST = new TestDatabase();

    @RegisterExtension
    static final TestDatabase SECOND = new TestDatabase();

    @TempDir
    static Path folder;

    @Test
    void in_no_history_are_bytes_opened_or_anything_published_without_a_yes_that_stands_for_it_then() throws Exception {
        List<Future<Histories>> halves;
        try (var threads = Executors.newFixedThreadPool(2)) {
            halves = List.of(threads.submit(() -> lived(FIRST, 1)), threads.submit(() -> lived(SECOND, 2)));
        }
        long opened = 0;
        long refused = 0;
        for (Future<Histories> half : halves) {
            opened += result(half).opened;
            refused += result(half).refused;
        }
        assertThat(opened).as("or the test would prove nothing").isGreaterThan(HISTORIES / 2);
        assertThat(refused).isGreaterThan(HISTORIES / 2);
    }

    private static Histories lived(TestDatabase database, long seed) throws IOException {
        quick(database);
        try (var again = Database.open(database.address())) {
            var histories = new Histories(again, folder.resolve("seed-" + seed), seed);
            for (int history = 0; history < EACH; history++) {
                try {
                    histories.live();
                } catch (AssertionError wrong) {
                    throw new AssertionError("seed %d, history %d: %s".formatted(seed, history, wrong), wrong);
                }
            }
            return histories;
        }
    }

    private static Histories result(Future<Histories> half) throws InterruptedException {
        try {
            return half.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(String.valueOf(failed.getCause()), failed);
        }
    }

    /// Nothing of this has to outlive a power cut.
    private static void quick(TestDatabase database) {
        String url = database.address().jdbcUrl();
        String name = url.substring(url.lastIndexOf('/') + 1);
        database.database()
                .inTransactionDo(tx -> tx.sql().execute("alter database " + name + " set synchronous_commit = off"));
    }
}
