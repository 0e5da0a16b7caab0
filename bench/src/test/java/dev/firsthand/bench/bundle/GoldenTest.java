package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The same answers lead to the same states and scores as when this engine and grader were fixed.
///
/// After a change that is meant: raise `Bundle.ENGINE` where traces change, `Bundle.GRADER` where only scores
/// do, then
/// `mvn -pl bench -am test -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.renew=true`.
/// Nothing is renewed under a number that had other traces or scores.
class GoldenTest {
    private static final String RENEW = "golden.renew";

    @Test
    void golden_hours_come_to_what_they_came_to_when_their_engine_and_grader_were_fixed() throws IOException {
        Golden kept = Golden.kept();
        Golden lived = Golden.lived();
        assertThat(lived.complaint(kept)).isEmpty();
        if (Boolean.getBoolean(RENEW)) {
            lived.keep();
        }
        assertThat(Golden.kept()).as("renew them with -D%s=true", RENEW).isEqualTo(lived);
        assertThat(Golden.hasArms(lived)).isTrue();
    }

    @Test
    void what_changed_is_named_and_stands_only_under_a_higher_number() {
        Map<String, String> traces = Map.of("0001/no-op/NO_OP", "a", "0001/no-op/CALM", "b");
        Map<String, String> scores = Map.of("0001/no-op", "c");
        var kept = new Golden(2, 2, traces, scores);
        var moved = new HashMap<>(traces);
        moved.put("0001/no-op/CALM", "other");

        assertThat(kept.complaint(kept)).isEmpty();
        assertThat(new Golden(2, 3, moved, scores).complaint(kept))
                .contains("Other traces than engine 2 had: [0001/no-op/CALM]. If that is meant, raise Bundle.ENGINE.");
        assertThat(new Golden(3, 2, moved, Map.of("0001/no-op", "other")).complaint(kept))
                .isEmpty();
        Optional<String> regraded = new Golden(2, 2, traces, Map.of("0001/no-op", "other")).complaint(kept);
        assertThat(regraded).hasValueSatisfying(why -> assertThat(why).contains("[0001/no-op]", "raise Bundle.GRADER"));
        assertThat(new Golden(2, 3, traces, Map.of("0001/no-op", "other")).complaint(kept))
                .isEmpty();
    }
}
