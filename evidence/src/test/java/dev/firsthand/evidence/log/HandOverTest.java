package dev.firsthand.evidence.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.evidence.note.KeyKind;
import dev.firsthand.evidence.note.NoteFormatException;
import dev.firsthand.evidence.note.NoteSignature;
import dev.firsthand.evidence.note.Policy;
import dev.firsthand.evidence.note.PolicyVerdict;
import dev.firsthand.evidence.note.SeededRandom;
import dev.firsthand.evidence.note.SignedNote;
import dev.firsthand.evidence.note.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Keys of a log that are replaced, and logs that go on under another origin.
class HandOverTest {
    private static final String NEXT_ORIGIN = "log.example/firsthand/2027";
    private static final LogSigner NEXT = new LogSigner(
            NEXT_ORIGIN,
            List.of(
                    SigningKey.generate(NEXT_ORIGIN, KeyKind.ED25519, new SeededRandom(71)),
                    SigningKey.generate(NEXT_ORIGIN, KeyKind.ML_DSA_44_COSIGNATURE, new SeededRandom(72))),
            InstantSource.fixed(Logs.TIME));

    @Test
    void the_next_log_begins_with_a_signed_entry_that_holds_where_the_old_one_ended() throws IOException {
        SignedNote last = old();
        var files = new MemoryLogFiles();
        Sequencer.openAfter(HandOver.of(last, "the year 2027", NEXT), files, NEXT, Logs.padding(1))
                .commit(Logs.facts(0, 3));

        HandOver read = HandOver.parse(new LogReader(files).entry(0, 32));
        assertThat(read.isSignedBy(Logs.bothKinds().verifiers(), NEXT.verifiers()))
                .isTrue();
        assertThat(read.last()).isEqualTo(last);
        assertThat(read.to()).isEqualTo(NEXT_ORIGIN);
        assertThat(read.reason()).isEqualTo("the year 2027");
        assertThat(new LogReader(files).entry(16, 32)).isEqualTo(Logs.entry(0));
        assertThat(Fsck.check(files, NEXT.verifiers()).findings()).isEmpty();
    }

    @Test
    void it_stands_once_and_first_however_often_the_log_is_opened_or_killed() throws IOException {
        var handOver = HandOver.of(old(), "restored", NEXT);
        for (int put = 1; put <= 5; put++) {
            var files = new CrashingFiles(new SplittableRandom(put), checkpoint -> {});
            files.crashAfter(put);
            try {
                Sequencer.openAfter(handOver, files, NEXT, Logs.padding(1)).commit(Logs.facts(0, 1));
            } catch (CrashingFiles.PowerLost lost) {
                files.restart();
            }
            Sequencer.openAfter(handOver, files, NEXT, Logs.padding(1));
            var reader = new LogReader(files);
            long size = reader.checkpoint().checkpoint().size();
            assertThat(reader.entry(0, size)).isEqualTo(handOver.entry());
            assertThat(reader.bundle(0, size).stream().filter(HandOver::isOne)).hasSize(1);
        }
    }

    @Test
    void a_log_that_has_begun_otherwise_or_has_the_same_origin_takes_none() throws IOException {
        var files = new MemoryLogFiles();
        Sequencer.open(files, NEXT, Logs.padding(1)).commit(Logs.facts(0, 1));
        var handOver = HandOver.of(old(), "restored", NEXT);

        assertThatThrownBy(() -> Sequencer.openAfter(handOver, files, NEXT, Logs.padding(1)))
                .isInstanceOf(LogDamagedException.class);
        assertThat(new LogReader(files).checkpoint().checkpoint().size()).isEqualTo(16);
        assertThatThrownBy(() -> HandOver.of(old(), "restored", Logs.signer())).hasMessageContaining("a new origin");
        assertThatThrownBy(() -> HandOver.of(old(), "two\nlines", NEXT)).hasMessageContaining("one line");
    }

    @Test
    void a_hand_over_that_was_altered_or_signed_by_others_is_none() throws IOException {
        var handOver = HandOver.of(old(), "restored", NEXT);
        String text = new String(handOver.entry(), StandardCharsets.UTF_8);
        for (String altered : List.of(
                text.replace("size 32", "size 16"),
                text.replace("from log.example", "from other.example"),
                text.replace("hdlog/hand-over/1", "hdlog/hand-over/2"),
                text.replace("reason ", "because "))) {
            assertThatThrownBy(() -> HandOver.parse(altered.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(NoteFormatException.class);
        }
        var reworded =
                HandOver.parse(text.replace("reason restored", "reason a whim").getBytes(StandardCharsets.UTF_8));
        assertThat(reworded.isSignedBy(Logs.bothKinds().verifiers(), NEXT.verifiers()))
                .isFalse();
        assertThat(handOver.isSignedBy(NEXT.verifiers(), NEXT.verifiers())).isFalse();
        assertThat(handOver.isSignedBy(
                        Logs.bothKinds().verifiers(), Logs.bothKinds().verifiers()))
                .isFalse();
    }

    @Test
    void many_witnesses_do_not_make_it_too_large_for_an_entry() throws IOException {
        SignedNote last = old();
        SigningKey witness = SigningKey.generate("w.example", KeyKind.ML_DSA_44_COSIGNATURE, new SeededRandom(73));
        var signatures = new ArrayList<NoteSignature>();
        for (int i = 0; i < 40; i++) {
            signatures.add(witness.sign(last.checkpoint(), Logs.TIME.plusSeconds(i)));
        }
        var handOver = HandOver.of(last.with(signatures), "restored", NEXT);

        assertThat(handOver.entry().length).isLessThan(Submission.ENTRY_BYTES_MAX);
        assertThat(handOver.isSignedBy(Logs.bothKinds().verifiers(), NEXT.verifiers()))
                .isTrue();
    }

    @Test
    void a_replaced_key_signs_beside_the_new_one_until_the_overlap_ends() throws IOException {
        var added = SigningKey.generate(Logs.ORIGIN, KeyKind.ED25519, new SeededRandom(74));
        Instant end = Logs.TIME.plusSeconds(3_600);
        LogSigner before = Logs.bothKinds();
        var old = before.verifiers().getFirst();
        var files = new MemoryLogFiles();
        Sequencer.open(files, before, Logs.padding(1)).commit(Logs.facts(0, 16));
        String knowsOld = "log %s\nquorum none\n".formatted(old.text());
        String knowsNew = "log %s\nquorum none\n".formatted(added.verifier().text());

        LogSigner during = at(end.minusSeconds(1), before.rotated(old, added, end));
        SignedNote overlapping = commit(files, during, 16);
        assertThat(accepts(knowsOld, overlapping)).isTrue();
        assertThat(accepts(knowsNew, overlapping)).isTrue();
        assertThat(during.policyLines()).contains(old.text(), added.verifier().text());

        LogSigner after = at(end, during);
        SignedNote later = commit(files, after, 32);
        assertThat(accepts(knowsOld, later)).isFalse();
        assertThat(accepts(knowsNew, later)).isTrue();
        assertThat(after.policyLines()).contains(added.verifier().text()).doesNotContain(old.text());
        assertThat(accepts(after.policyLines() + "quorum none\n", overlapping)).isTrue();
        assertThat(later.signatures()).hasSize(2);
    }

    @Test
    void a_log_keeps_a_key_without_end_and_replaces_keys_by_their_kind() {
        LogSigner signer = Logs.signer();
        var other = SigningKey.generate(Logs.ORIGIN, KeyKind.ML_DSA_44_COSIGNATURE, new SeededRandom(75));
        var old = signer.verifiers().getFirst();

        assertThatThrownBy(() -> signer.rotated(old, other, Logs.TIME)).hasMessageContaining("one of its kind");
        assertThatThrownBy(() -> new LogSigner(Logs.ORIGIN, signer.keys(), signer.clock(), Map.of(old, Logs.TIME)))
                .hasMessageContaining("has no end");
    }

    private static LogSigner at(Instant time, LogSigner signer) {
        return new LogSigner(signer.origin(), signer.keys(), InstantSource.fixed(time), signer.ends());
    }

    private static SignedNote commit(LogFiles files, LogSigner signer, long from) throws IOException {
        var sequencer = Sequencer.open(files, signer, Logs.padding(1));
        sequencer.commit(Logs.facts(from, from + 16));
        return sequencer.checkpoint();
    }

    private static boolean accepts(String policy, SignedNote note) throws IOException {
        return Policy.parse(policy.getBytes(StandardCharsets.UTF_8)).judge(note) instanceof PolicyVerdict.Accepted;
    }

    private static SignedNote old() throws IOException {
        var files = new MemoryLogFiles();
        var sequencer = Sequencer.open(files, Logs.bothKinds(), Logs.padding(1));
        sequencer.commit(Logs.facts(0, 32));
        return sequencer.checkpoint();
    }
}
