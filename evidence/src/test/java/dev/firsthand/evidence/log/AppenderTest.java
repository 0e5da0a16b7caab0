package dev.firsthand.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class AppenderTest {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    @Test
    void entries_of_many_threads_are_acknowledged_with_their_indices_and_covered_by_a_checkpoint() throws Exception {
        var files = new MemoryLogFiles();
        var indices = new ConcurrentHashMap<Long, Long>();
        try (var appender = Appender.start(() -> open(files), INTERVAL);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 16; thread++) {
                long from = thread * 100L;
                threads.execute(() -> {
                    for (long fact = from; fact < from + 20; fact++) {
                        indices.put(fact, append(appender, Logs.fact(fact)));
                    }
                });
            }
        }
        var reader = new LogReader(files);
        long size = reader.checkpoint().checkpoint().size();

        assertThat(indices).hasSize(320);
        for (Map.Entry<Long, Long> one : indices.entrySet()) {
            assertThat(reader.entry(one.getValue(), size)).isEqualTo(Logs.entry(one.getKey()));
        }
        assertThat(Fsck.check(files, Logs.signer().verifiers()).findings()).isEmpty();
    }

    @Test
    void what_waits_when_it_is_closed_is_committed_first() throws Exception {
        var files = new MemoryLogFiles();
        var futures = new ArrayList<CompletableFuture<Long>>();
        var appender = Appender.start(() -> open(files), Duration.ofHours(1));
        try (appender) {
            for (int fact = 0; fact < 40; fact++) {
                futures.add(appender.append(Logs.fact(fact)));
            }
            assertThat(futures).noneMatch(CompletableFuture::isDone);
        }

        assertThat(futures).allMatch(CompletableFuture::isDone);
        assertThat(futures.get(39).get()).isEqualTo(39);
        assertThatThrownBy(() -> appender.append(Logs.fact(40))).hasMessage("the log is closed");
    }

    @Test
    void after_a_failed_write_the_log_is_opened_again_and_the_fact_has_one_entry() throws Exception {
        var files = new CrashingFiles(new SplittableRandom(1), checkpoint -> {});
        try (var appender = Appender.start(() -> open(files), INTERVAL)) {
            files.crashAfter(3); // at the checkpoint: the batch is bound already
            assertThatThrownBy(() -> appender.append(Logs.fact(1)).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(CrashingFiles.PowerLost.class);
            files.restart();

            assertThat(appender.append(Logs.fact(1)).get(10, TimeUnit.SECONDS)).isZero();
            assertThat(appender.checkpoint().checkpoint().size()).isEqualTo(16);
        }
    }

    @Test
    void the_checkpoint_that_covers_an_entry_is_out_before_the_entry_is_acknowledged() throws Exception {
        var files = new MemoryLogFiles();
        try (var appender = Appender.start(() -> open(files), INTERVAL)) {
            for (Submission fact : Logs.facts(0, 10)) {
                long index = appender.append(fact).get(10, TimeUnit.SECONDS);
                assertThat(new LogReader(files).checkpoint().checkpoint().size())
                        .isGreaterThan(index);
            }
        }
    }

    private static long append(Appender appender, Submission fact) {
        try {
            return appender.append(fact).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static Sequencer open(LogFiles files) throws IOException {
        return Sequencer.open(files, Logs.signer(), Logs.padding(3));
    }
}
