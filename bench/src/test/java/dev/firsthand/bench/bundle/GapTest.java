package dev.firsthand.bench.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Suite;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.scenario.TwistKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GapTest {
    private static final Library LIBRARY = Library.own();
    private static final Suite PUBLIC = suite(500);
    private static final Suite PRIVATE = suite(900);

    @TempDir
    private Path folder = Path.of("");

    /// Six hours with objects, three with something else.
    private static Suite suite(long seed) {
        var generator = new Generator(LIBRARY);
        List<Scenario> scenarios = LongStream.range(seed, seed + 9)
                .mapToObj(one -> generator.generate(
                        Tier.H1, one, one < seed + 6 ? TwistKind.Family.OBJECTS : TwistKind.Family.TIME))
                .flatMap(Optional::stream)
                .toList();
        return new Suite(LIBRARY, scenarios);
    }

    @Test
    void who_knows_the_public_hours_by_heart_is_marked_and_who_does_the_same_everywhere_is_not() throws IOException {
        Contestant oracle = Baselines.oracle();
        var cheat = new Contestant("cheat", true, (stage, handles) -> {
            boolean isKnown = PUBLIC.scenarios().contains(stage.scenario());
            return (isKnown ? oracle : Baselines.noOp()).enter(stage, handles);
        });
        Gap learned = Gap.of(run(cheat, PUBLIC, "a"), run(cheat, PRIVATE, "b"));
        assertThat(learned.credit().estimate()).isEqualTo(1);
        assertThat(Gap.isSuspect(learned.credit())).isTrue();
        assertThat(learned.families()).containsOnlyKeys("OBJECTS");
        assertThat(learned.families().values()).allMatch(Gap::isSuspect);

        Gap none = Gap.of(run(oracle, PUBLIC, "c"), run(oracle, PRIVATE, "d"));
        assertThat(none.credit().estimate()).isZero();
        assertThat(Gap.isSuspect(none.credit())).isFalse();
    }

    @Test
    void two_policies_or_one_suite_have_no_gap() throws IOException {
        Scores one = run(Baselines.noOp(), PUBLIC, "a");
        Scores other = run(Baselines.sayDoneLiar(), PRIVATE, "b");

        assertThatThrownBy(() -> Gap.of(one, other)).hasMessageContaining("runs of two policies");
        assertThatThrownBy(() -> Gap.of(one, one)).hasMessageContaining("bench compare");
    }

    private Scores run(Contestant contestant, Suite suite, String name) throws IOException {
        var declaration = new Declaration("builtin:" + contestant.name(), contestant.name(), "1", "", true, false);
        return Runner.run(
                new Runner.Order(suite, contestant, declaration, folder.resolve(name), 2, "a start"),
                (scenario, ending, decisions) -> {});
    }
}
