package dev.firsthand.evidence.witness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.log.HandOver;
import dev.firsthand.evidence.log.LogReader;
import dev.firsthand.evidence.log.LogSigner;
import dev.firsthand.evidence.log.Logs;
import dev.firsthand.evidence.log.MemoryLogFiles;
import dev.firsthand.evidence.log.Sequencer;
import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteCheck;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LawfulRestoreTest {
    private static final String NEXT = "log.example/firsthand/restored";

    private final Witness witness = WitnessTest.witness(new MemoryLogFiles());
    private final WitnessServer server;

    LawfulRestoreTest() throws IOException {
        server = WitnessServer.start(witness, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_backup_that_has_all_that_a_witness_knows_goes_on_under_a_new_origin() throws IOException {
        see(log(0, 32));

        assertThat(ask(log(0, 48), server.address().toString()))
                .isInstanceOfSatisfying(LawfulRestore.MayBegin.class, mayBegin -> {
                    try {
                        HandOver handOver = mayBegin.handOver("disk lost, backup of today", next());
                        assertThat(handOver.last().checkpoint().size()).isEqualTo(48);
                        assertThat(handOver.seen()).isEmpty();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(ask(log(0, 32), server.address().toString())).isInstanceOf(LawfulRestore.MayBegin.class);
    }

    @Test
    void a_backup_that_lacks_what_a_witness_has_seen_is_refused() throws IOException {
        see(log(0, 48));

        assertThat(ask(log(0, 32), server.address().toString()))
                .isInstanceOfSatisfying(LawfulRestore.Lost.class, lost -> {
                    assertThat(lost.witness()).isEqualTo("union");
                    assertThat(lost.why()).isEqualTo("it has seen 48 entries, the restored log has 32");
                });
        for (MemoryLogFiles other : List.of(log(900, 948), log(900, 980))) {
            assertThat(ask(other, server.address().toString()))
                    .isInstanceOfSatisfying(
                            LawfulRestore.Lost.class,
                            lost -> assertThat(lost.why()).contains("did not grow from the 48 entries"));
        }
    }

    @Test
    void a_loss_that_is_accepted_stands_in_the_new_log_with_what_the_witness_signed() throws IOException {
        MemoryLogFiles lost = log(0, 48);
        see(lost);
        var answer = (LawfulRestore.Lost) ask(log(0, 32), server.address().toString());

        HandOver told = HandOver.parse(
                answer.accepted().handOver("no newer backup is left", next()).entry());
        assertThat(told.last().checkpoint().size()).isEqualTo(32);
        SignedNote seen = told.seen().orElseThrow();
        assertThat(seen.text()).isEqualTo(new LogReader(lost).checkpoint().text());
        assertThat(seen.check(witness.verifiers())).isInstanceOf(NoteCheck.Signed.class);
        assertThat(seen.check(Logs.signer().verifiers())).isInstanceOf(NoteCheck.Signed.class);
    }

    @Test
    void a_witness_that_has_seen_nothing_does_not_object() throws IOException {
        assertThat(ask(log(0, 16), server.address().toString())).isInstanceOf(LawfulRestore.MayBegin.class);
    }

    @Test
    void a_witness_that_cannot_be_asked_leaves_it_unknown() throws IOException {
        assertThat(ask(log(0, 16), ""))
                .isInstanceOfSatisfying(
                        LawfulRestore.Unanswered.class,
                        unanswered -> assertThat(unanswered.witnesses())
                                .containsExactly("union: the policy has no address of it"));
        server.close();
        assertThat(ask(log(0, 16), server.address().toString())).isInstanceOf(LawfulRestore.Unanswered.class);
    }

    private static LogSigner next() {
        var key = SigningKey.generate(NEXT, KeyKind.ED25519, new SeededRandom(81));
        return new LogSigner(NEXT, List.of(key), InstantSource.fixed(Logs.TIME));
    }

    private void see(MemoryLogFiles log) throws IOException {
        var reader = new LogReader(log);
        assertThat(witness.follow(reader.checkpoint(), reader)).isInstanceOf(WitnessAnswer.Cosigned.class);
    }

    private LawfulRestore.Answer ask(MemoryLogFiles log, String address) throws IOException {
        var policy = Policy.parse("log %s\nwitness union %s %s\nquorum none\n"
                .formatted(
                        Logs.signer().verifiers().getFirst().text(),
                        witness.verifiers().getFirst().text(),
                        address)
                .getBytes(StandardCharsets.UTF_8));
        return LawfulRestore.ask(log, policy);
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
