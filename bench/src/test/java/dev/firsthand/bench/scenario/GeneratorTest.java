package dev.firsthand.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.activity.Samples;
import dev.firsthand.bench.people.Household;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final int SEEDS = 40;

    private final Library library = Library.own();
    private final Generator generator = new Generator(library);
    private final Acceptance acceptance = new Acceptance(library);

    @Test
    void every_scenario_is_solved_by_the_oracle_and_worth_nothing_to_who_does_nothing() {
        int found = 0;
        Set<TwistKind> kinds = EnumSet.noneOf(TwistKind.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            Optional<Scenario> scenario = generator.generate(Tier.H1, seed);
            if (scenario.isPresent()) {
                found++;
                scenario.get().twists().forEach(twist -> kinds.add(twist.kind()));
                assertThat(acceptance.check(scenario.get()).isFair()).isTrue();
                assertThat(scenario.get().tasks()).hasSizeGreaterThanOrEqualTo(2);
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(SEEDS * 9 / 10);
        assertThat(kinds).hasSizeGreaterThan(20);
    }

    @Test
    void the_same_seed_gives_the_same_scenario_and_id_and_another_seed_another() {
        Scenario one = generator.generate(Tier.H1, 5).orElseThrow();
        assertThat(new Generator(Library.own()).generate(Tier.H1, 5)).contains(one);
        assertThat(ScenarioFile.id(one, library))
                .isEqualTo(ScenarioFile.id(one, Library.own()))
                .hasSize(64);
        Scenario other = generator.generate(Tier.H1, 6).orElseThrow();
        assertThat(ScenarioFile.id(other, library)).isNotEqualTo(ScenarioFile.id(one, library));
        assertThat(ScenarioFile.json(one, library)).startsWith("{\"canary\":").doesNotContain(": ", ", ", ".5");
    }

    @Test
    void a_calm_day_and_a_twisted_one_are_the_same_for_the_people_until_a_twist_touches_them() {
        Scenario scenario = generator.generate(Tier.H1, 7).orElseThrow();
        Stage calm = Stage.open(scenario.calm(), library);
        Stage twisted = Stage.open(
                scenario.withTwists(List.of(new Twist(TwistKind.TARGET_MOVED, Twist.Trigger.FIXED, 600_000, 0))),
                library);
        for (int minute = 1; minute < 60; minute++) {
            calm.world().advanceTo(minute * 60_000L);
            twisted.world().advanceTo(minute * 60_000L);
            calm.household().people().forEach(person -> {
                assertThat(Household.doing(twisted.world(), person.entity()))
                        .isEqualTo(Household.doing(calm.world(), person.entity()));
                assertThat(twisted.world().xMm(person.entity()))
                        .isEqualTo(calm.world().xMm(person.entity()));
            });
        }
        assertThat(twisted.twistsFired()).isEqualTo(1);
        assertThat(twisted.world().stateHash()).isNotEqualTo(calm.world().stateHash());
    }

    @Test
    void every_kind_of_twist_can_fire_at_any_moment_of_an_hour_and_leaves_one_whole_tree() {
        Scenario scenario = generator.generate(Tier.H1, 3).orElseThrow();
        for (TwistKind kind : TwistKind.values()) {
            List<Twist> twists = IntStream.range(0, 10)
                    .mapToObj(i -> new Twist(
                            kind,
                            Twist.Trigger.FIXED,
                            200_000L + 300_000L * i,
                            i % scenario.tasks().size()))
                    .toList();
            Stage stage = Stage.open(scenario.withTwists(twists), library);
            Errands errands = Errands.withFullView(stage);
            for (int i = 0; i < 2000 && !stage.isOver(); i++) {
                stage.actions().act(stage.robot(), errands.next());
            }
            assertThat(stage.isOver()).as(kind.name()).isTrue();
            assertThat(stage.twistsFired()).as(kind.name()).isEqualTo(10);
        }
        assertThat(TwistKind.values()).hasSize(40);
        assertThat(TwistKind.Family.values()).hasSize(9);
    }

    @Test
    void a_covering_array_meets_every_pair_and_is_much_shorter_than_all_rows() {
        int[] levels = {9, 10, 4, 7, 5};
        List<int[]> rows = CoveringArray.pairwise(levels, 1);
        Set<List<Integer>> met = new HashSet<>();
        for (int[] row : rows) {
            for (int f = 0; f < levels.length; f++) {
                for (int g = f + 1; g < levels.length; g++) {
                    met.add(List.of(f, row[f], g, row[g]));
                }
            }
        }
        int pairs = 0;
        for (int f = 0; f < levels.length; f++) {
            for (int g = f + 1; g < levels.length; g++) {
                pairs += levels[f] * levels[g];
            }
        }
        assertThat(met).hasSize(pairs);
        assertThat(rows.size()).isLessThan(150).isLessThan(Arrays.stream(levels).reduce(1, (a, b) -> a * b));
    }

    @Test
    void as_many_hours_as_there_are_families_have_one_of_each() {
        int families = TwistKind.Family.values().length;
        List<String> drawn = LongStream.range(0, families)
                .mapToObj(seed -> generator.generate(Tier.H1, seed))
                .flatMap(Optional::stream)
                .map(Scenario::family)
                .toList();

        assertThat(drawn).hasSize(families).doesNotHaveDuplicates();
    }

    @Test
    void a_week_is_drawn_fair_with_as_many_tasks_as_its_tier_asks_for_though_activities_come_again() {
        Scenario week = generator.generate(Tier.W1, 2).orElseThrow();
        List<String> activities = week.tasks().stream().map(Task::activity).toList();

        assertThat(activities).hasSizeBetween(Tier.W1.tasksMin(), Tier.W1.tasksMax());
        assertThat(activities.stream().distinct()).hasSameSizeAs(library.names());
        assertThat(week.tasks().getLast().deadlineMs()).isGreaterThan(6 * 24 * 3_600_000L);
        assertThat(week.twists()).hasSizeGreaterThan(40);
    }

    @Test
    void a_day_of_real_activities_is_solved_too() {
        Library real = Library.of(Samples.files().stream().map(Samples::text).toList());
        var days = new Generator(real);
        Scenario day = days.generate(Tier.D1, 11).orElseThrow();

        assertThat(day.tasks()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(new Acceptance(real).check(day).isFair()).isTrue();
    }
}
