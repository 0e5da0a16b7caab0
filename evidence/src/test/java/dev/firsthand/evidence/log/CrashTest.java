package dev.firsthand.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.merkle.Consistency;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.SignedNote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Power is lost at every kind of durable write, again and again, and the log goes on.
class CrashTest {
    private final Map<Long, String> rootsSeen = new TreeMap<>();

    @Test
    void no_crash_ever_gives_a_size_two_roots_a_fact_two_entries_or_takes_back_what_was_acknowledged()
            throws IOException {
        for (int seed = 0; seed < 250; seed++) {
            rootsSeen.clear();
            live(seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_crash_at_each_write_of_a_batch_is_mended_at_the_next_start(int put) throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            rootsSeen.clear();
            var files = new CrashingFiles(new SplittableRandom(seed), this::see);
            var sequencer = open(files);
            sequencer.commit(Logs.facts(0, 250));
            files.crashAfter(put);
            assertThat(tryCommit(sequencer, Logs.facts(250, 530))).isEmpty();
            files.restart();

            Map<FactId, Long> again = open(files).commit(Logs.facts(240, 530));

            assertThat(again.get(Logs.fact(240).fact())).isEqualTo(240);
            assertThat(Fsck.check(files, Logs.signer().verifiers()).findings()).isEmpty();
            assertThat(entries(files)).containsOnlyOnce("entry 260", "entry 529");
        }
    }

    private void live(int seed) throws IOException {
        var random = new SplittableRandom(seed);
        var files = new CrashingFiles(random, this::see);
        var acknowledged = new HashMap<FactId, Long>();
        int waiting = 0;
        int next = 0;
        for (int life = 0; life < 6; life++) {
            files.crashAfter(1 + random.nextInt(9));
            try {
                Sequencer sequencer = open(files);
                while (true) {
                    next += random.nextInt(random.nextInt(6) == 0 ? 300 : 20);
                    Map<FactId, Long> indices = sequencer.commit(Logs.facts(waiting, next));
                    indices.forEach((fact, index) -> assertThat(acknowledged.merge(fact, index, (old, now) -> now))
                            .isEqualTo(index));
                    waiting = random.nextBoolean() ? next : waiting; // some are handed in again
                }
            } catch (CrashingFiles.PowerLost lost) {
                if (random.nextBoolean()) {
                    files.restart();
                } else {
                    files.restartProgram();
                }
            }
        }
        open(files)
                .commit(Logs.facts(0, next))
                .forEach((fact, index) ->
                        assertThat(acknowledged.getOrDefault(fact, index)).isEqualTo(index));
        check(files, next);
    }

    private void check(CrashingFiles files, int facts) throws IOException {
        Fsck.Report report = Fsck.check(files, Logs.signer().verifiers());
        assertThat(report.findings()).isEmpty();
        assertThat(report.size() % Padding.MULTIPLE).isZero();
        List<String> entries = entries(files);
        assertThat(entries.stream().filter(entry -> entry.startsWith("entry ")))
                .hasSize(facts)
                .doesNotHaveDuplicates();
        var newest = tree(new LogReader(files).checkpoint().checkpoint());
        for (Map.Entry<Long, String> seen : rootsSeen.entrySet()) {
            if (seen.getKey() > 0) {
                var older = new Tree(
                        seen.getKey(), TreeHash.ofBase64(seen.getValue()).orElseThrow());
                var proof = new LogReader(files).proofs(newest.size()).consistency(older.size(), newest.size());
                assertThat(Consistency.holds(older, newest, proof)).isTrue();
            }
        }
    }

    private void see(byte[] note) {
        try {
            Checkpoint checkpoint = SignedNote.parse(note).checkpoint();
            String before = rootsSeen.putIfAbsent(checkpoint.size(), checkpoint.root());
            assertThat(before == null ? checkpoint.root() : before)
                    .as("root of size %d", checkpoint.size())
                    .isEqualTo(checkpoint.root());
        } catch (NoteFormatException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<FactId, Long> tryCommit(Sequencer sequencer, List<Submission> facts) throws IOException {
        try {
            return sequencer.commit(facts);
        } catch (CrashingFiles.PowerLost lost) {
            return Map.of();
        }
    }

    private static List<String> entries(LogFiles files) throws IOException {
        var reader = new LogReader(files);
        long size = reader.checkpoint().checkpoint().size();
        var entries = new ArrayList<String>();
        for (long index = 0; index * 256 < size; index++) {
            reader.bundle(index, size).forEach(entry -> entries.add(new String(entry, StandardCharsets.US_ASCII)));
        }
        return entries;
    }

    private static Tree tree(Checkpoint checkpoint) {
        return new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
    }

    private static Sequencer open(LogFiles files) throws IOException {
        return Sequencer.open(files, Logs.signer(), Logs.padding(9));
    }
}
