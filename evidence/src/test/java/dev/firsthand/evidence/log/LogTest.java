package dev.firsthand.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.Samples;
import dev.firsthand.evidence.merkle.Inclusion;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTest {
    @Test
    void the_log_that_tessera_wrote_is_read_at_each_of_its_sizes() throws IOException {
        Path folder = Samples.log("tessera");
        var key = VerifierKey.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
        for (int size = 1; size <= 15; size++) {
            String name = "checkpoint." + size;
            LogSource source =
                    path -> DirectoryLogFiles.reader(folder).read(path.equals(LogSource.CHECKPOINT) ? name : path);

            assertThat(Fsck.check(source, List.of(key)).findings()).isEmpty();
            assertEachEntryIsProven(new LogReader(source));
        }
    }

    @Test
    void what_is_written_to_a_folder_is_found_whole_and_proven_after_it_was_opened_again(@TempDir Path folder)
            throws IOException {
        for (int round = 0; round < 3; round++) {
            try (var files = DirectoryLogFiles.openForWriting(folder)) {
                var sequencer = Sequencer.open(files, Logs.bothKinds(), Logs.padding(round));
                sequencer.commit(Logs.facts(round * 300L, round * 300L + 290));
                sequencer.commit(Logs.facts(round * 300L + 290, round * 300L + 300));
            }
        }
        LogSource source = DirectoryLogFiles.reader(folder);

        assertThat(Fsck.check(source, Logs.bothKinds().verifiers()))
                .satisfies(report -> assertThat(report.findings()).isEmpty())
                .satisfies(report -> assertThat(report.size()).isEqualTo(960));
        assertEachEntryIsProven(new LogReader(source));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".staged"));
        }
        assertThat(folder.resolve("tile/0/000.p")).doesNotExist();
    }

    @Test
    void both_stores_keep_the_contract(@TempDir Path folder) throws IOException {
        try (var directory = DirectoryLogFiles.openForWriting(folder)) {
            for (LogFiles files : List.of(directory, new MemoryLogFiles())) {
                files.put(Map.of("a/b/1", bytes("one"), "a/b/2", bytes("two"), "c", bytes("three")));
                files.put(Map.of("a/b/2", bytes("2")));

                assertThat(files.read("a/b/2")).contains(bytes("2"));
                assertThat(files.read("c/d")).isEmpty();
                assertThat(files.list("a/b")).containsExactly("1", "2");
                assertThat(files.list("nowhere")).isEmpty();
                files.remove("a/b");
                files.remove("a/b");
                assertThat(files.list("a/b")).isEmpty();
                assertThat(files.read("a/b/1")).isEmpty();
                assertThat(files.read("c")).contains(bytes("three"));
            }
        }
    }

    @Test
    void a_log_has_one_writer(@TempDir Path folder) throws IOException {
        try (var first = DirectoryLogFiles.openForWriting(folder)) {
            first.put(Map.of("x", bytes("x")));
            assertThatThrownBy(() -> DirectoryLogFiles.openForWriting(folder))
                    .isInstanceOf(LogInUseException.class)
                    .hasMessageContaining("a log has one writer");
        }
        DirectoryLogFiles.openForWriting(folder).close();
    }

    @Test
    void a_fact_that_is_handed_in_again_keeps_its_entry_and_makes_no_checkpoint() throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = open(files);
        Map<FactId, Long> first = sequencer.commit(Logs.facts(0, 20));
        SignedNote before = sequencer.checkpoint();

        assertThat(sequencer.commit(Logs.facts(0, 20))).isEqualTo(first);
        assertThat(open(files).commit(Logs.facts(5, 7)))
                .containsEntry(Logs.fact(5).fact(), 5L)
                .containsEntry(Logs.fact(6).fact(), 6L);
        assertThat(new LogReader(files).checkpoint()).isEqualTo(before);
        assertThat(sequencer.commit(List.of(Logs.fact(90), Logs.fact(90))))
                .containsExactly(Map.entry(Logs.fact(90).fact(), 32L));
    }

    @Test
    void growth_shows_only_multiples_of_sixteen_and_padding_looks_like_entries() throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = open(files);
        for (int i = 0; i < 5; i++) {
            sequencer.commit(List.of(Logs.fact(i)));
            assertThat(sequencer.checkpoint().checkpoint().size()).isEqualTo(16L * (i + 1));
        }
        var reader = new LogReader(files);

        assertThat(LogEntry.parse(reader.entry(1, 80))).isPresent();
        assertThat(reader.entry(1, 80)).isNotEqualTo(reader.entry(2, 80));
        assertThat(reader.entry(16, 80)).isEqualTo(Logs.entry(1));
    }

    @ParameterizedTest
    @CsvSource({
        "tile/0/000, is not what the entries give",
        "tile/1/000.p/1, is not what the entries give",
        "tile/entries/000, is not what the entries give",
        "checkpoint, is not its own"
    })
    void a_flipped_bit_anywhere_is_found(String path, String finding) throws IOException {
        var files = new MemoryLogFiles();
        open(files).commit(Logs.facts(0, 300));
        byte[] bytes = files.read(path).orElseThrow();
        bytes[path.equals("checkpoint") ? Logs.ORIGIN.length() + 1 : bytes.length - 1] ^= 1;
        files.put(Map.of(path, bytes));

        assertThat(Fsck.check(files, Logs.signer().verifiers()).findings())
                .anySatisfy(found -> assertThat(found).contains(finding));
    }

    @Test
    void a_missing_bundle_a_cut_one_and_a_longer_one_are_found() throws IOException {
        for (String fault : List.of("missing", "cut", "longer")) {
            var files = new MemoryLogFiles();
            open(files).commit(Logs.facts(0, 32));
            String path = "tile/entries/000.p/32";
            byte[] bundle = files.read(path).orElseThrow();
            switch (fault) {
                case "missing" -> files.remove(path);
                case "cut" -> files.put(Map.of(path, Arrays.copyOf(bundle, bundle.length - 1)));
                default -> files.put(Map.of(path, Arrays.copyOf(bundle, bundle.length + 1)));
            }
            assertThat(Fsck.check(files, Logs.signer().verifiers()).findings())
                    .as(fault)
                    .isNotEmpty();
        }
    }

    @Test
    void a_checkpoint_of_more_than_there_is_is_found_even_with_all_64_bits() throws IOException {
        for (long size : new long[] {48, -1}) {
            var files = new MemoryLogFiles();
            open(files).commit(Logs.facts(0, 32));
            var claimed = new Checkpoint(Logs.ORIGIN, size, TreeHash.EMPTY_ROOT.base64());
            var signature = Logs.signer().keys().getFirst().sign(claimed, Logs.TIME);
            files.put(Map.of(
                    "checkpoint", SignedNote.of(claimed, List.of(signature)).bytes()));

            assertThat(Fsck.check(files, Logs.signer().verifiers()).findings())
                    .anySatisfy(found -> assertThat(found).contains("the entries end at"));
        }
    }

    @Test
    void a_writer_refuses_to_go_on_where_a_part_was_put_back_or_lost() throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = open(files);
        sequencer.commit(Logs.facts(0, 16));
        byte[] older = files.read("checkpoint").orElseThrow();
        sequencer.commit(Logs.facts(16, 32));
        sequencer.commit(Logs.facts(32, 48));
        files.put(Map.of("checkpoint", older));
        assertThatThrownBy(() -> open(files))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining("put back or lost");

        files.remove(".state");
        assertThatThrownBy(() -> open(files))
                .isInstanceOf(LogDamagedException.class)
                .hasMessageContaining(".state");
    }

    @Test
    void a_writer_refuses_a_log_of_another_origin_and_tiles_of_another_tree() throws IOException {
        var files = new MemoryLogFiles();
        open(files).commit(Logs.facts(0, 16));
        byte[] tile = files.read("tile/0/000.p/16").orElseThrow();
        tile[3] ^= 1;
        files.put(Map.of("tile/0/000.p/16", tile));

        assertThatThrownBy(() -> open(files)).hasMessageContaining("another root");
    }

    @Test
    void signatures_of_witnesses_join_the_checkpoint_only_while_it_stands() throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = open(files);
        SignedNote early = sequencer.checkpoint();
        sequencer.commit(Logs.facts(0, 3));
        SignedNote cosigned = sequencer.checkpoint().with(early.signatures());

        assertThat(sequencer.publish(early)).isFalse();
        assertThat(sequencer.publish(cosigned)).isTrue();
        assertThat(new LogReader(files).checkpoint().signatures()).hasSize(2);
        assertThat(open(files).checkpoint()).isEqualTo(cosigned);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535})
    void entries_of_every_length_are_kept(int length) throws IOException {
        var files = new MemoryLogFiles();
        open(files).commit(List.of(new Submission(Logs.fact(1).fact(), new byte[length])));

        assertThat(new LogReader(files).entry(0, 16)).hasSize(length);
        assertThatThrownBy(() -> new Submission(Logs.fact(1).fact(), new byte[65_536]))
                .hasMessageContaining("log a commitment");
    }

    @Test
    void an_entry_says_a_type_and_a_commitment_and_nothing_else_is_one() {
        var entry = LogEntry.of("att", new byte[32]);

        assertThat(entry.bytes())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("hdlog/1\natt\n" + "A".repeat(43) + "=\n");
        assertThat(LogEntry.parse(entry.bytes())).contains(entry);
        assertThat(LogEntry.parse(bytes("hdlog/1\natt\nAAAA\n"))).isEqualTo(Optional.empty());
    }

    /// `conformance/log` lets another program's reader judge it.
    @Test
    void a_log_for_other_readers_is_written_beside_the_tests() throws IOException {
        Path folder = Path.of("target/peers-log");
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        try (var files = DirectoryLogFiles.openForWriting(folder)) {
            var sequencer = Sequencer.open(files, Logs.bothKinds(), Logs.padding(1));
            for (long from = 0; from < 70_000; from += 14_000) {
                sequencer.commit(Logs.facts(from, from + 14_000));
            }
        }
        Files.writeString(
                folder.resolve("key.pub"),
                Logs.bothKinds().verifiers().getFirst().text());

        assertThat(Fsck.check(DirectoryLogFiles.reader(folder), Logs.bothKinds().verifiers())
                        .findings())
                .isEmpty();
    }

    private static void assertEachEntryIsProven(LogReader reader) throws IOException {
        Checkpoint checkpoint = reader.checkpoint().checkpoint();
        var tree =
                new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
        for (long index = 0; index < tree.size(); index++) {
            var leaf = TreeHash.leaf(reader.entry(index, tree.size()));
            var proof = reader.proofs(tree.size()).inclusion(index, tree.size());
            assertThat(Inclusion.holds(index, tree, leaf, proof)).isTrue();
        }
    }

    private static Sequencer open(LogFiles files) throws IOException {
        return Sequencer.open(files, Logs.signer(), Logs.padding(3));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
