package dev.firsthand.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
    private static final Instant TIME = Instant.parse("2026-11-21T10:00:00Z");
    private static final Checkpoint CHECKPOINT =
            new Checkpoint("log.example", 7, "f+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=");
    private static final SigningKey LOG = key("log.example", KeyKind.ED25519, 1);
    private static final List<SigningKey> WITNESSES = IntStream.range(0, 5)
            .mapToObj(i -> key("w%d.example".formatted(i), KeyKind.ED25519_COSIGNATURE, 10 + i))
            .toList();
    private static final String GROUPS = """
            # two of X and one of Y
            log LOG https://log.example/
            witness X1 W0
              witness\tX2 W1 https://x2.example/
            witness X3 W2
            group X 2 X1 X2 X3

            witness Y1 W3
            witness Y2 W4
            group Y any Y1 Y2
            group both all X Y
            quorum both
            """;

    @ParameterizedTest
    @CsvSource({"'0,1,3', true", "'0,2,4', true", "'0,1,2,3,4', true", "'0,1,2', false", "'0,3,4', false", "'', false"})
    void a_quorum_of_groups_is_met_by_enough_of_each(String cosigned, boolean met) throws Exception {
        var verdict = policy(GROUPS).judge(note(cosigned));

        assertThat(verdict instanceof PolicyVerdict.Accepted).isEqualTo(met);
    }

    @Test
    void the_times_of_the_witnesses_are_told() throws Exception {
        assertThat(policy(GROUPS).judge(note("0,1,3")))
                .isInstanceOfSatisfying(
                        PolicyVerdict.Accepted.class,
                        accepted -> assertThat(accepted.witnesses()).hasSize(3).containsEntry("Y1", TIME));
    }

    @Test
    void a_witness_counts_once_whatever_keys_it_has_and_never_when_it_is_the_operators() throws Exception {
        var log = key("log.operator.org/x", KeyKind.ED25519, 40);
        var witnesses = List.of(
                key("union.example/w", KeyKind.ED25519_COSIGNATURE, 41),
                key("union.example/w", KeyKind.ML_DSA_44_COSIGNATURE, 42),
                key("Witness.Operator.org/w", KeyKind.ED25519_COSIGNATURE, 43),
                key("notoperator.org/w", KeyKind.ED25519_COSIGNATURE, 44));
        var policy = new StringBuilder(
                "log %s\nquorum none\n".formatted(log.verifier().text()));
        var checkpoint = new Checkpoint("log.operator.org/x", 7, CHECKPOINT.root());
        var signatures = new ArrayList<>(List.of(log.sign(checkpoint, TIME)));
        for (int i = 0; i < witnesses.size(); i++) {
            policy.append(
                    "witness w%d %s\n".formatted(i, witnesses.get(i).verifier().text()));
            signatures.add(witnesses.get(i).sign(checkpoint, TIME));
        }
        Policy read = Policy.parse(policy.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(read.independentWitnesses(SignedNote.of(checkpoint, signatures)))
                .containsExactly("notoperator.org/w", "union.example/w");
        assertThat(read.independentWitnesses(SignedNote.of(checkpoint, signatures.subList(0, 1))))
                .isEmpty();
        assertThat(read.independentWitnesses(SignedNote.of(checkpoint, signatures.subList(1, 3))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "log.eu.operator.org/x, witness.operator.org/w operator.org/w, ''",
        "log.example/x, w1.other.net/a w2.other.net/b other.net/c, other.net/c",
        "operator.co.uk/x, union.co.uk/w w.operator.co.uk/w, union.co.uk/w",
        "log.operator.org/x, localhost/w 10.0.0.1/w union.example:8443/w, union.example:8443/w"
    })
    void a_domain_counts_once_and_the_operators_own_never(String origin, String names, String counted)
            throws Exception {
        var log = key(origin, KeyKind.ED25519, 50);
        var checkpoint = new Checkpoint(origin, 7, CHECKPOINT.root());
        var signatures = new ArrayList<>(List.of(log.sign(checkpoint, TIME)));
        var policy = new StringBuilder(
                "log %s\nquorum none\n".formatted(log.verifier().text()));
        for (String name : names.split(" ", -1)) {
            var witness = key(name, KeyKind.ED25519_COSIGNATURE, 51 + signatures.size());
            policy.append("witness w%d %s\n"
                    .formatted(signatures.size(), witness.verifier().text()));
            signatures.add(witness.sign(checkpoint, TIME));
        }

        assertThat(Policy.parse(policy.toString().getBytes(StandardCharsets.UTF_8))
                        .independentWitnesses(SignedNote.of(checkpoint, signatures)))
                .isEqualTo(counted.isEmpty() ? List.of() : List.of(counted));
    }

    @Test
    void witnesses_alone_are_not_enough_without_the_log() throws Exception {
        var note = SignedNote.of(
                CHECKPOINT,
                WITNESSES.stream().map(key -> key.sign(CHECKPOINT, TIME)).toList());

        assertThat(policy(GROUPS).judge(note))
                .isEqualTo(new PolicyVerdict.Refused("no log of the policy signed the checkpoint of log.example"));
    }

    @Test
    void a_log_cannot_sign_for_another_origin() throws Exception {
        var other = new Checkpoint("other.example", 7, CHECKPOINT.root());
        var note = SignedNote.of(other, List.of(LOG.sign(other, TIME)));

        assertThat(policy("log LOG\nquorum none\n").judge(note)).isInstanceOf(PolicyVerdict.Refused.class);
    }

    @Test
    void a_forged_witness_spoils_the_checkpoint_even_where_none_is_needed() throws Exception {
        var forged =
                new NoteSignature("w0.example", WITNESSES.getFirst().verifier().id(), new byte[72]);
        var note = note("").with(List.of(forged));

        assertThat(policy("log LOG\nwitness X1 W0\nquorum none").judge(note)).isInstanceOf(PolicyVerdict.Refused.class);
        assertThat(policy("log LOG\nquorum none").judge(note)).isInstanceOf(PolicyVerdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "log LOG",
                "quorum none\nquorum none",
                "quorum X1",
                "log LOG\nlog LOG\nquorum none",
                "witness none W0\nquorum none",
                "witness X1 W0\nwitness X1 W1\nquorum none",
                "witness X1 W0\nwitness X2 W0\nquorum none",
                "group G any X1\nwitness X1 W0\nquorum G",
                "witness X1 W0\ngroup G 2 X1\nquorum G",
                "witness X1 W0\ngroup G 0 X1\nquorum G",
                "witness X1 W0\ngroup G any X1 X1\nquorum G",
                "witness X1 W0\ngroup G any\nquorum none",
                "witness X1 LOG\nquorum none",
                "log W0\nquorum none",
                "log\nquorum none",
                "nonsense\nquorum none",
                "log LOG\r\nquorum none",
                "group G any none\nquorum G",
                "witness X1 W0\ngroup G +1 X1\nquorum G"
            })
    void a_policy_that_says_too_little_too_much_or_nonsense_is_refused(String text) {
        assertThatThrownBy(() -> policy(text)).isInstanceOf(NoteFormatException.class);
    }

    @Test
    void forty_logs_witnesses_and_groups_are_read() throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            lines.add("log "
                    + key("l%d.example".formatted(i), KeyKind.ED25519, 100 + i)
                            .verifier()
                            .text());
            lines.add("witness w%d %s"
                    .formatted(
                            i,
                            key("w", KeyKind.ED25519_COSIGNATURE, 200 + i)
                                    .verifier()
                                    .text()));
            lines.add("group g%d any w%d".formatted(i, i));
        }
        lines.add("quorum g39");

        assertThat(policy(String.join("\n", lines)).witnesses()).hasSize(40);
    }

    private static SignedNote note(String cosigned) {
        var signatures = new ArrayList<>(List.of(LOG.sign(CHECKPOINT, TIME)));
        Arrays.stream(cosigned.split(",", -1))
                .filter(one -> !one.isEmpty())
                .map(one -> WITNESSES.get(Integer.parseInt(one)))
                .forEach(key -> signatures.add(key.sign(CHECKPOINT, TIME)));
        return SignedNote.of(CHECKPOINT, signatures);
    }

    private static Policy policy(String text) throws NoteFormatException {
        String named = text.replaceAll("(?<= )LOG(?=\\s|$)", LOG.verifier().text());
        for (int i = 0; i < WITNESSES.size(); i++) {
            named = named.replaceAll(
                    "(?<= )W%d(?=\\s|$)".formatted(i),
                    WITNESSES.get(i).verifier().text());
        }
        return Policy.parse(named.getBytes(StandardCharsets.UTF_8));
    }

    private static SigningKey key(String name, KeyKind kind, long seed) {
        return SigningKey.generate(name, kind, new SeededRandom(seed));
    }
}
