package dev.firsthand.evidence.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.http.HttpLogSource;
import dev.firsthand.evidence.http.LogServer;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSource;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A witness that looks by itself where a log is served.
class FollowerTest {
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final MemoryLogFiles kept = new MemoryLogFiles();
    private final Witness witness = WitnessTest.witness(kept);

    @Test
    void a_log_that_grows_is_cosigned_without_anybody_asking() throws Exception {
        var files = new MemoryLogFiles();
        try (var server = LogServer.start(files, ANYWHERE);
                var source = new HttpLogSource(server.address())) {
            var follower = follower(source);
            var sequencer = Sequencer.open(files, Logs.bothKinds(), Logs.padding(1));
            for (int round = 0; round < 3; round++) {
                sequencer.commit(Logs.facts(round * 300L, round * 300L + 300));
                long size = sequencer.checkpoint().checkpoint().size();
                assertThat(follower.look().result()).isEqualTo("cosigned at size " + size);
                assertThat(follower.look().result()).isEqualTo("unchanged at size " + size);
            }
        }
        byte[] cosigned = witness.checkpoint(Witness.hash(Logs.ORIGIN)).orElseThrow();
        assertThat(SignedNote.parse(cosigned).check(witness.verifiers())).isInstanceOf(NoteCheck.Signed.class);
        assertThat(SignedNote.parse(cosigned).checkpoint().size()).isEqualTo(912);
    }

    @Test
    @Timeout(60)
    void what_was_seen_last_is_told_while_a_slow_log_is_looked_at() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        LogSource log = log(0, 16);
        Follower follower = follower(path -> {
            asked.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return log.read(path);
        });
        try (ExecutorService looks = Executors.newSingleThreadExecutor()) {
            Future<Follower.Look> look = looks.submit(follower::look);
            asked.await();
            assertThat(follower.last()).isEmpty();
            answer.countDown();
            assertThat(look.get().result()).isEqualTo("cosigned at size 16");
            assertThat(follower.last()).contains(look.get());
        }
    }

    @Test
    void a_fork_and_a_rollback_are_refused_and_kept_once() throws IOException {
        assertThat(follower(log(0, 48)).look().alarm()).isFalse();
        for (LogSource other : List.of(log(5_000, 5_064), log(5_000, 5_048), log(0, 16))) {
            var follower = follower(other);
            assertThat(follower.look()).satisfies(look -> {
                assertThat(look.alarm()).isTrue();
                assertThat(look.result()).startsWith("refused");
            });
            assertThat(follower.look().result()).contains("still shows");
        }
        assertThat(witness.seen().getFirst().refused()).isEqualTo(3);
        assertThat(kept.read(Witness.hash(Logs.ORIGIN) + "/refused/002").orElseThrow())
                .asString()
                .startsWith("old 48\n\n" + Logs.ORIGIN + "\n16\n");
        assertThat(follower(log(0, 64)).look().result()).isEqualTo("cosigned at size 64");
    }

    @Test
    void a_stranger_and_a_log_that_is_away_are_no_reason_to_stop_and_one_that_claims_the_impossible_is_told()
            throws IOException {
        var files = new MemoryLogFiles();
        var follower = follower(files);
        assertThat(follower.look().result()).startsWith("cannot be read");

        var huge = new Checkpoint(Logs.ORIGIN, -1, TreeHash.EMPTY_ROOT.base64());
        var signature = Logs.signer().keys().getFirst().sign(huge, Logs.TIME);
        files.put(Map.of("checkpoint", SignedNote.of(huge, List.of(signature)).bytes()));
        assertThat(follower.look().result()).isEqualTo("refused: no log has 18446744073709551615 entries");
        assertThat(follower.last().orElseThrow().alarm()).isTrue();

        var other = new Checkpoint("other.example", 0, TreeHash.EMPTY_ROOT.base64());
        files.put(Map.of("checkpoint", SignedNote.of(other, List.of(signature)).bytes()));
        assertThat(follower.look().result()).startsWith("not watched");
        assertThat(witness.seen().getFirst().checkpoint()).isEmpty();
    }

    @Test
    void the_page_tells_where_it_looks_and_what_came_of_it() throws Exception {
        var follower = follower(log(0, 16));
        try (var server = WitnessServer.start(witness, List.of(follower), ANYWHERE);
                var http = HttpClient.newHttpClient()) {
            assertThat(page(http, server.address())).contains("https://log.example/", "not looked at yet");
            follower.look();
            assertThat(page(http, server.address())).contains("cosigned at size 16", "Entries: 16");
            witness.follow(SignedNote.parse(log(0, 32).read("checkpoint").orElseThrow()), reader(0, 32));
            follower.look();
            assertThat(page(http, server.address()))
                    .contains("<strong>refused: it shows size 16, and 32 was seen before</strong>");
        }
    }

    private static String page(HttpClient http, URI address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Follower follower(LogSource log) {
        return new Follower(witness, "https://log.example/", log, InstantSource.fixed(Logs.TIME));
    }

    private static LogReader reader(long from, long to) throws IOException {
        return new LogReader(log(from, to));
    }

    private static MemoryLogFiles log(long from, long to) throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = Sequencer.open(files, Logs.signer(), Logs.padding(1));
        for (long next = from; next < to; next += 16) {
            sequencer.commit(Logs.facts(next, next + 16));
        }
        return files;
    }
}
