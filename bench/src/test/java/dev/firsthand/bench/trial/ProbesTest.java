package dev.firsthand.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.policy.Wording;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.score.EpisodeScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The same day under other handles, mirrored, a week later and without words: the same for whoever does not depend on
/// them, and lost for whoever does.
class ProbesTest {
    private static final Library LIBRARY = Library.own();
    private static final List<Scenario> SCENARIOS = LongStream.range(800, 808)
            .mapToObj(seed -> new Generator(LIBRARY).generate(Tier.H1, seed))
            .flatMap(Optional::stream)
            .toList();

    @Test
    void other_handles_a_mirrored_home_another_week_and_no_words_leave_every_built_in_policy_its_score() {
        for (Scenario scenario : SCENARIOS) {
            for (Contestant one : Baselines.all()) {
                EpisodeScore score = score(scenario, one);
                for (Arm probe : Arm.PROBES) {
                    assertThat(score.twins().probe(probe))
                            .as("%s, %s", one.name(), probe)
                            .isEqualTo(score.q());
                }
            }
        }
    }

    @Test
    void a_plan_learned_by_its_numbers_is_worth_next_to_nothing_under_other_handles() {
        double renamed = 0;
        for (Scenario scenario : SCENARIOS) {
            EpisodeScore score = score(scenario, Learned.byHeart(LIBRARY, scenario));
            assertThat(score.q()).hasValue(1);
            assertThat(score.twins().probe(Arm.MIRRORED)).hasValue(1);
            renamed += score.twins().probe(Arm.RENAMED).orElseThrow() / SCENARIOS.size();
        }
        assertThat(renamed).isLessThan(0.05);
    }

    @Test
    void who_goes_by_the_map_that_was_learned_loses_in_the_mirrored_home_and_who_goes_by_the_calendar_a_week_later() {
        Scenario scenario = SCENARIOS.getFirst();
        EpisodeScore byMap = score(scenario, onlyWhere(seen(scenario, View::floors), View::floors));
        assertThat(byMap.q()).hasValue(1);
        assertThat(byMap.twins().probe(Arm.MIRRORED)).hasValue(0);
        assertThat(byMap.twins().probe(Arm.LATER)).hasValue(1);

        EpisodeScore byDay = score(scenario, onlyWhere(0L, view -> view.localMinutes() / (24 * 60)));
        assertThat(byDay.q()).hasValue(1);
        assertThat(byDay.twins().probe(Arm.LATER)).hasValue(0);
    }

    /// Does what the oracle does where something is as it was learned, and nothing elsewhere.
    private static <T> Contestant onlyWhere(T learned, Function<View, T> look) {
        return new Contestant("learned", true, (stage, handles) -> {
            Policy oracle = Baselines.oracle().enter(stage, handles);
            return view -> look.apply(view).equals(learned) ? oracle.decide(view) : Baselines.NOTHING;
        });
    }

    private static <T> T seen(Scenario scenario, Function<View, T> look) {
        return look.apply(Trial.begin(scenario, LIBRARY).view());
    }

    @Test
    void the_mirrored_home_has_everything_as_far_from_the_one_edge_as_it_was_from_the_other() {
        Scenario scenario = SCENARIOS.getFirst();
        var plain = new ArrayList<List<Integer>>();
        var mirrored = new ArrayList<List<Integer>>();
        Trial.run(scenario, LIBRARY, noting(plain));
        Trial.run(scenario, LIBRARY, noting(mirrored), Arm.MIRRORED);
        int width = seen(scenario, View::floors).stream()
                .mapToInt(floor -> floor.room().eastMm())
                .max()
                .orElseThrow();

        assertThat(mirrored).hasSameSizeAs(plain).isNotEqualTo(plain);
        for (int i = 0; i < plain.size(); i++) {
            assertThat(width - mirrored.get(i).getFirst())
                    .isEqualTo(plain.get(i).getFirst());
            assertThat(mirrored.get(i).subList(1, 3)).isEqualTo(plain.get(i).subList(1, 3));
        }
        View shown = View.mirrored(stage(scenario), handles(scenario), Wording.plain(scenario));
        List<View.Floor> floors = seen(scenario, View::floors);
        for (int room = 0; room < floors.size(); room++) {
            assertThat(width - shown.floors().get(room).room().westMm())
                    .isEqualTo(floors.get(room).room().eastMm());
        }
    }

    private static Stage stage(Scenario scenario) {
        return Arm.MIRRORED.open(scenario, LIBRARY);
    }

    private static Handles handles(Scenario scenario) {
        return Arm.MIRRORED.handles(scenario, stage(scenario));
    }

    /// Each thing's x, y and handle at the first look.
    private static Contestant noting(List<List<Integer>> places) {
        return new Contestant("noting", false, (stage, handles) -> view -> {
            if (places.isEmpty()) {
                for (int row = 1; row < view.visible(); row++) {
                    places.add(List.of(view.xMm(row), view.yMm(row), view.handle(row)));
                }
            }
            return Baselines.NOTHING;
        });
    }

    private static EpisodeScore score(Scenario scenario, Contestant contestant) {
        return EpisodeScore.of(Twins.run(scenario, LIBRARY, contestant, Arm.PROBED));
    }
}
