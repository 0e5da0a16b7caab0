package dev.firsthand.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.oracle.Oracle;
import dev.firsthand.bench.people.SpeechAct;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Generator;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.scenario.Tier;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.score.HumanTime;
import dev.firsthand.bench.world.Action;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TwinsTest {
    private static final Library LIBRARY = Library.own();
    private static final List<Scenario> SCENARIOS = LongStream.range(700, 712)
            .mapToObj(seed -> new Generator(LIBRARY).generate(Tier.H1, seed))
            .flatMap(Optional::stream)
            .map(Scenario::calm)
            .toList();

    @Test
    void people_without_a_robot_do_most_of_it_themselves_and_it_costs_them_their_time() {
        double done = 0;
        for (Scenario scenario : SCENARIOS) {
            Twins twins = Twins.run(scenario, LIBRARY, Baselines.noOp());
            Outcome people = twins.twin(Arm.HUMAN_ONLY).orElseThrow();
            double credit = EpisodeScore.of(twins).twins().humanOnly().orElseThrow();
            done += credit / SCENARIOS.size();

            assertThat(people.trace().answersOnly(Baselines.NOTHING)).isTrue();
            assertThat(twins.noOp().choresMs()).containsOnly(0L);
            for (int task = 0; task < scenario.tasks().size(); task++) {
                boolean isDoneByPeople =
                        people.credits().get(task) > twins.noOp().credits().get(task);
                assertThat(people.choresMs().get(task)).isGreaterThanOrEqualTo(isDoneByPeople ? 1000L : 0L);
            }
        }
        assertThat(done).isGreaterThan(0.8);
    }

    @Test
    void what_people_do_alone_never_counts_to_the_policy_and_is_only_spared_where_the_policy_did_it() {
        Scenario scenario = SCENARIOS.getFirst();
        HumanTime idle =
                EpisodeScore.of(Twins.run(scenario, LIBRARY, Baselines.noOp())).humanTime();
        assertThat(idle.alone()).isPositive();
        assertThat(idle.saved()).isZero();
        HumanTime asking = EpisodeScore.of(Twins.run(scenario, LIBRARY, Baselines.alwaysAsk()))
                .humanTime();
        assertThat(asking.taken()).isPositive();

        Twins oracle = Twins.run(scenario, LIBRARY, Baselines.oracle());
        EpisodeScore whole = EpisodeScore.of(oracle);
        assertThat(whole.humanTime().saved())
                .isEqualTo(whole.humanTime().alone())
                .isEqualTo(idle.alone());
        var arms = new EnumMap<>(oracle.arms());
        arms.put(Arm.HUMAN_ONLY, oracle.noOp());
        EpisodeScore withIdlePeople = EpisodeScore.of(new Twins(scenario, arms));
        assertThat(withIdlePeople.q()).isEqualTo(whole.q());
        assertThat(withIdlePeople.tasks()).isEqualTo(whole.tasks());
        assertThat(withIdlePeople.twins().humanOnly()).hasValue(0);
    }

    @Test
    void who_does_nothing_earns_nothing_on_the_calm_day_either_and_so_nothing_is_lost_to_twists() {
        var generator = new Generator(LIBRARY);
        for (long seed = 700; seed < 720; seed++) {
            Scenario twisted = generator.generate(Tier.H1, seed).orElseThrow();
            EpisodeScore idle = EpisodeScore.of(Twins.run(twisted, LIBRARY, Baselines.noOp()));
            assertThat(idle.twins().calm()).as("seed %d", seed).hasValue(0);
        }
    }

    @Test
    void who_does_not_listen_earns_the_same_when_asked_for_something_else_and_who_listens_does_not() {
        double asAsked = 0;
        double otherwise = 0;
        int deafHours = 0;
        for (Scenario scenario : SCENARIOS) {
            Twins deaf = Twins.run(scenario, LIBRARY, Baselines.partialOracle());
            EpisodeScore score = EpisodeScore.of(deaf);
            deafHours += deaf.isDeaf() ? 1 : 0;
            assertThat(score.twins().swapped()).isEqualTo(score.q());

            Twins listening = Twins.run(scenario, LIBRARY, listener("listening", heard -> true));
            EpisodeScore heard = EpisodeScore.of(listening);
            assertThat(listening.isDeaf()).isFalse();
            asAsked += heard.q().orElseThrow();
            otherwise += heard.twins().swapped().orElseThrow();
        }
        assertThat(otherwise).isLessThan(asAsked * 0.9);
        assertThat(deafHours).isGreaterThan(SCENARIOS.size() - 2);
    }

    @Test
    void who_listens_earns_nothing_where_somebody_speaks_without_a_word() {
        for (Scenario scenario : SCENARIOS) {
            Contestant listening = listener("listening", heard -> true);
            EpisodeScore score = EpisodeScore.of(
                    Twins.run(scenario, LIBRARY, listening, List.of(Arm.POLICY, Arm.NO_OP, Arm.ORACLE, Arm.BLANK)));
            assertThat(score.twins().probe(Arm.BLANK)).hasValue(0);
        }
    }

    @Test
    void who_hears_nothing_said_is_not_called_deaf() {
        Scenario quiet = SCENARIOS.stream()
                .filter(scenario -> requestsHeard(scenario) == 0)
                .findFirst()
                .orElseThrow();

        assertThat(Twins.run(quiet, LIBRARY, Baselines.noOp()).isDeaf()).isFalse();
    }

    /// By a robot that stands still.
    private static int requestsHeard(Scenario scenario) {
        int[] most = {0};
        var still = new Contestant("still", false, (stage, handles) -> view -> {
            most[0] = view.requests();
            return Baselines.NOTHING;
        });
        Trial.run(scenario, LIBRARY, still);
        return most[0];
    }

    @Test
    void who_serves_one_person_only_loses_when_another_asks_and_who_lives_alone_has_no_such_twin() {
        boolean hasLost = false;
        for (Scenario scenario : SCENARIOS) {
            Twins fair = Twins.run(scenario, LIBRARY, Baselines.oracle());
            Twins unfair = Twins.run(scenario, LIBRARY, listener("serves the last", TwinsTest::isOfLast));
            boolean isAlone = scenario.residents().size() == 1;
            assertThat(fair.twin(Arm.OTHER_REQUESTER).isEmpty()).isEqualTo(isAlone);
            if (!isAlone) {
                assertThat(EpisodeScore.of(fair).twins().otherRequester()).hasValue(1);
                EpisodeScore score = EpisodeScore.of(unfair);
                hasLost |=
                        score.twins().otherRequester().orElseThrow() < score.q().orElseThrow();
            }
        }
        assertThat(hasLost).isTrue();
        assertThat(SCENARIOS).anyMatch(scenario -> scenario.residents().size() == 1);
    }

    /// What was heard, and who is who.
    private record Request(View.Heard heard, Stage stage, Handles handles) {}

    private static boolean isOfLast(Request request) {
        int last = request.stage().household().people().getLast().entity();
        return request.handles().entity(request.heard().speaker()) == last;
    }

    /// Knows how to do what the words of a request name, and does what it likes to hear.
    private static Contestant listener(String name, Predicate<Request> likes) {
        return new Contestant(name, true, (stage, handles) -> new Policy() {
            private final Oracle oracle = Oracle.withFullView(stage.world(), stage.robot());
            private final List<Integer> asked = new ArrayList<>();

            @Override
            public Answer decide(View view) {
                view.heard().stream()
                        .filter(heard -> heard.act() == SpeechAct.REQUEST)
                        .filter(heard -> likes.test(new Request(heard, stage, handles)))
                        .flatMap(heard -> named(stage.scenario(), heard.words()).stream())
                        .forEach(asked::add);
                return asked.stream()
                        .map(task -> oracle.next(stage.goal(task)))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(step -> Answer.of(handles.toPolicy(step)))
                        .orElse(Answer.of(Action.waiting(10_000)));
            }
        });
    }

    private static Optional<Integer> named(Scenario scenario, String words) {
        return IntStream.range(0, scenario.tasks().size())
                .filter(task -> words.contains(scenario.tasks()
                        .get(task)
                        .activity()
                        .replaceFirst("-\\d+$", "")
                        .replace('_', ' ')))
                .boxed()
                .findFirst();
    }
}
