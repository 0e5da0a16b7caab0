package dev.firsthand.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.merkle.Inclusion;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PruningTest {
    private final MemoryLogFiles files = new MemoryLogFiles();
    private final LogSigner signer = Logs.bothKinds();

    @BeforeEach
    void writeLog() throws IOException {
        var sequencer = Sequencer.open(files, signer, Logs.padding(1));
        sequencer.commit(Logs.facts(0, 1_000));
    }

    @Test
    void whole_bundles_go_and_old_proofs_hold_on() throws IOException {
        assertThat(Pruning.below(files, 600, signer)).isEqualTo(512);

        var reader = new LogReader(files);
        Checkpoint checkpoint = reader.checkpoint().checkpoint();
        var tree =
                new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
        assertThatThrownBy(() -> reader.entry(511, tree.size())).isInstanceOf(LogDamagedException.class);
        assertThat(reader.entry(512, tree.size())).isEqualTo(Logs.entry(512));
        for (long index : new long[] {0, 255, 511, 512, 999}) {
            var proof = reader.proofs(tree.size()).inclusion(index, tree.size());
            assertThat(Inclusion.holds(index, tree, TreeHash.leaf(Logs.entry(index)), proof))
                    .isTrue();
        }
    }

    @Test
    void fsck_says_from_where_on_it_checked_and_the_log_goes_on() throws IOException {
        Pruning.below(files, 600, signer);
        Sequencer.open(files, signer, Logs.padding(2)).commit(Logs.facts(1_000, 1_600));

        Fsck.Report report = Fsck.check(files, signer.verifiers());
        assertThat(report.findings()).isEmpty();
        assertThat(report.from()).isEqualTo(512);
        assertThat(report.size()).isEqualTo(1_616);
    }

    @Test
    void it_never_goes_back_and_never_beyond_the_log() throws IOException {
        Pruning.below(files, 600, signer);

        assertThat(Pruning.below(files, 100, signer)).isEqualTo(512);
        assertThatThrownBy(() -> Pruning.below(files, 5_000, signer)).hasMessageContaining("outside a log of 1008");
        assertThat(Pruning.below(files, 1_008, signer)).isEqualTo(768);
        assertThat(Fsck.check(files, signer.verifiers()).findings()).isEmpty();
    }

    @Test
    void what_is_missing_without_the_logs_word_is_damage() throws IOException {
        Pruning.below(files, 300, signer);
        files.remove("tile/entries/001");
        assertThat(Fsck.check(files, signer.verifiers()).findings())
                .anySatisfy(finding -> assertThat(finding).contains("bundle 1"));

        String said = new String(files.read("pruned").orElseThrow(), StandardCharsets.UTF_8);
        files.put(Map.of("pruned", said.replace("before 256", "before 512").getBytes(StandardCharsets.UTF_8)));
        assertThat(Fsck.check(files, signer.verifiers()).findings())
                .contains("pruned is not signed by the log")
                .anySatisfy(finding -> assertThat(finding).contains("bundle 0"));
    }

    @Test
    void a_changed_hash_of_what_was_pruned_is_found() throws IOException {
        Pruning.below(files, 300, signer);
        byte[] tile = files.read("tile/0/000").orElseThrow();
        tile[40] ^= 1;
        files.put(Map.of("tile/0/000", tile));

        assertThat(Fsck.check(files, signer.verifiers()).findings())
                .anySatisfy(finding -> assertThat(finding).contains("the entries have the root"));
    }
}
