package dev.firsthand.evidence.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.log.LogFiles;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.log.Submission;
import dev.firsthand.evidence.merkle.Consistency;
import dev.firsthand.evidence.merkle.Inclusion;
import dev.firsthand.evidence.merkle.Tree;
import dev.firsthand.evidence.merkle.TreeHash;
import dev.firsthand.evidence.note.Checkpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever runs the log has its disk, its database and its keys, and writes its history anew. One witness, or one
/// person who kept a proof, finds it out.
class GameDayTest {
    private static final int KEPT = 21;

    private final LogFiles files = new MemoryLogFiles();
    private final WitnessServer server;
    private final WitnessClient client;
    private final Tree seen;
    private final TreeHash keptLeaf = TreeHash.leaf(Logs.entry(KEPT));

    GameDayTest() throws IOException, InterruptedException {
        Witness witness = WitnessTest.witness(new MemoryLogFiles());
        server = WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = new WitnessClient(server.address(), witness.verifiers());
        var sequencer = Sequencer.open(files, Logs.signer(), Logs.padding(1));
        sequencer.commit(Logs.facts(0, 32));
        sequencer.commit(Logs.facts(32, 48));
        client.cosign(sequencer.checkpoint(), new LogReader(files));
        seen = tree(sequencer.checkpoint().checkpoint());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void an_honest_log_goes_on() throws Exception {
        assertThat(foundOut(facts -> facts)).isFalse();
    }

    @Test
    void a_deleted_entry_is_found_out() throws Exception {
        assertThat(foundOut(facts -> {
                    facts.remove(KEPT);
                    return facts;
                }))
                .isTrue();
    }

    @Test
    void an_edited_entry_is_found_out() throws Exception {
        assertThat(foundOut(facts -> {
                    facts.set(KEPT, Logs.fact(1_000));
                    return facts;
                }))
                .isTrue();
    }

    @Test
    void entries_in_another_order_are_found_out() throws Exception {
        assertThat(foundOut(facts -> {
                    Collections.swap(facts, KEPT, 3);
                    return facts;
                }))
                .isTrue();
    }

    @Test
    void a_snapshot_that_was_put_back_is_found_out_before_and_after_it_grows() throws Exception {
        var old = new MemoryLogFiles();
        var sequencer = Sequencer.open(old, Logs.signer(), Logs.padding(1));
        sequencer.commit(Logs.facts(0, 32));
        assertThat(client.cosign(sequencer.checkpoint(), new LogReader(old)))
                .isInstanceOf(WitnessClient.Result.Refused.class);

        sequencer.commit(Logs.facts(500, 548));
        assertThat(client.cosign(sequencer.checkpoint(), new LogReader(old)))
                .isInstanceOfSatisfying(
                        WitnessClient.Result.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
    }

    /// Writes the history anew, a batch longer, and signs it. The witness and whoever kept a proof of one entry must
    /// agree.
    private boolean foundOut(UnaryOperator<List<Submission>> history) throws Exception {
        var rewritten = new MemoryLogFiles();
        var sequencer = Sequencer.open(rewritten, Logs.signer(), Logs.padding(1));
        sequencer.commit(history.apply(new ArrayList<>(Logs.facts(0, 48))));
        sequencer.commit(Logs.facts(200, 216));
        var reader = new LogReader(rewritten);
        Tree now = tree(sequencer.checkpoint().checkpoint());

        boolean grew = Consistency.holds(seen, now, reader.proofs(now.size()).consistency(seen.size(), now.size()));
        boolean keptStands =
                Inclusion.holds(KEPT, now, keptLeaf, reader.proofs(now.size()).inclusion(KEPT, now.size()));
        boolean cosigned = client.cosign(sequencer.checkpoint(), reader) instanceof WitnessClient.Result.Cosigned;
        assertThat(keptStands).isEqualTo(grew);
        assertThat(cosigned).isEqualTo(grew);
        return !cosigned;
    }

    private static Tree tree(Checkpoint checkpoint) {
        return new Tree(checkpoint.size(), TreeHash.ofBase64(checkpoint.root()).orElseThrow());
    }
}
