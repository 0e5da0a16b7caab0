package dev.firsthand.evidence.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.evidence.note.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A recording whose first steps stand in a log that ended before the last ones were logged.
class EndedLogsTest {
    private static final String EPISODE = "episode-000000";

    private final List<PartResult> results = new ArrayList<>();

    @Test
    void each_step_holds_against_the_checkpoint_of_the_log_that_it_stands_in() throws IOException {
        assertThat(verify(ProvenRelease.verifier(), overTwoLogs())).isEqualTo(new Verdict(4, 0, 0));
        assertThat(results)
                .extracting(PartResult::part)
                .containsExactly("checkpoint", "checkpoint ended-1", EPISODE, "release");
    }

    @Test
    void a_checkpoint_that_is_missing_doubled_or_late_is_told() throws IOException {
        List<Part> missing = VerifierTest.parts(overTwoLogs());
        Part ended = missing.remove(1);
        assertLies(missing, EPISODE, "no checkpoint `ended-1`");

        List<Part> doubled = VerifierTest.parts(overTwoLogs());
        doubled.add(2, ended);
        assertLies(doubled, "checkpoint ended-1", "each has its own name");

        List<Part> late = VerifierTest.parts(overTwoLogs());
        late.add(late.size() - 1, new Part(Part.Kind.CHECKPOINT, "ended-2", ended.bytes()));
        assertLies(late, "checkpoint ended-2", "begins with its checkpoints");
    }

    @Test
    void an_ended_log_that_the_policy_does_not_trust_is_told() throws IOException {
        String newest = ProvenRelease.policy().replaceFirst("(?m)^log [^ ]+/2025.+$", "");
        var verifier = new Verifier(
                Policy.parse(ProvenRelease.utf8(newest)),
                ProvenRelease.verifier().keys());

        assertThat(verify(verifier, overTwoLogs()).exitCode()).isEqualTo(1);
        assertThat(results.getLast().part()).isEqualTo("checkpoint ended-1");
    }

    private static byte[] overTwoLogs() throws IOException {
        var release = ProvenRelease.of(1);
        release.earlier.addAll(release.chains.getOrDefault(EPISODE, List.of()).subList(0, 3));
        return release.bundle();
    }

    private void assertLies(List<Part> parts, String part, String why) throws IOException {
        verify(ProvenRelease.verifier(), VerifierTest.sealed(parts));
        assertThat(results)
                .anySatisfy(result -> assertThat(result).isInstanceOfSatisfying(PartResult.Lie.class, lie -> {
                    assertThat(lie.part()).isEqualTo(part);
                    assertThat(lie.why()).contains(why);
                }));
    }

    private Verdict verify(Verifier verifier, byte[] bundle) throws IOException {
        results.clear();
        return verifier.verify(new ByteArrayInputStream(bundle), results::add);
    }
}
