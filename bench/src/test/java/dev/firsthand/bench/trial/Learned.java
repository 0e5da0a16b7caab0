package dev.firsthand.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firsthand.bench.baseline.Baselines;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Contestant;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Action;
import dev.firsthand.bench.world.Op;
import dev.firsthand.bench.world.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Policies that learned other hours by heart and understand nothing.
public final class Learned {
    private Learned() {}

    /// Does what the oracle did in this hour, in any.
    public static Contestant byHeart(Library library, Scenario learned) {
        List<Trace.Entry> plan =
                Trial.run(learned, library, Baselines.oracle()).trace().entries();
        return new Contestant("by heart", false, (stage, handles) -> {
            Iterator<Trace.Entry> next = plan.iterator();
            return view -> next.hasNext() ? next.next().answer() : Baselines.NOTHING;
        });
    }

    /// The same with the next best thing of the kind, as handles are others in every hour.
    public static Contestant byKind(Library library, Scenario learned) {
        List<Step> plan = new ArrayList<>();
        Trial.run(learned, library, new Contestant("learning", true, (stage, handles) -> {
            Policy oracle = Baselines.oracle().enter(stage, handles);
            return view -> {
                Answer answer = oracle.decide(view);
                plan.add(Step.of(answer.action(), stage, handles));
                return answer;
            };
        }));
        return new Contestant("by kind", false, (stage, handles) -> {
            Iterator<Step> next = plan.iterator();
            return view -> nextPossible(next, view);
        });
    }

    private static Answer nextPossible(Iterator<Step> steps, View view) {
        while (steps.hasNext()) {
            Optional<Action> action = steps.next().in(view);
            if (action.isPresent()) {
                return Answer.of(action.get());
            }
        }
        return Baselines.NOTHING;
    }

    /// An action on kinds of things; empty for none.
    private record Step(Action action, String first, String second) {
        static Step of(Action action, Stage stage, Handles handles) {
            boolean isOfNothing = action.op() == Op.WAIT || action.op() == Op.STOP;
            return isOfNothing
                    ? new Step(action, "", "")
                    : new Step(action, kind(stage, handles, action.a()), kind(stage, handles, action.b()));
        }

        private static String kind(Stage stage, Handles handles, int handle) {
            int entity = handles.entity(handle);
            return entity < 0 ? "" : stage.world().plan().categoryOf(entity);
        }

        /// None where something of its kind is not in sight.
        Optional<Action> in(View view) {
            if (first.isEmpty()) {
                return Optional.of(action);
            }
            Optional<Integer> one = find(view, first);
            Optional<Integer> other = second.isEmpty() ? Optional.of(-1) : find(view, second);
            return one.flatMap(a -> other.map(b -> new Action(action.op(), a, b, action.c())));
        }

        private static Optional<Integer> find(View view, String kind) {
            return IntStream.range(0, view.visible())
                    .filter(row -> view.category(row).equals(kind))
                    .mapToObj(view::handle)
                    .findFirst()
                    .or(() -> view.floors().stream()
                            .filter(floor -> floor.room().type().equals(kind))
                            .map(View.Floor::handle)
                            .findFirst());
        }
    }

    /// Goes from thing to thing and does with each what the oracle mostly did with its kind.
    public static Contestant habits(Library library, Collection<Scenario> hours) {
        Map<String, Map<Op, Integer>> counts = new HashMap<>();
        hours.forEach(scenario -> Trial.run(scenario, library, counting(counts)));
        Map<String, Op> habits = new HashMap<>();
        counts.forEach((category, ops) -> habits.put(
                category,
                Collections.max(ops.entrySet(), Map.Entry.comparingByValue()).getKey()));
        assertThat(habits.values()).contains(Op.PICK);
        return ofHabit(habits);
    }

    /// The oracle, and a note of what it did with what.
    private static Contestant counting(Map<String, Map<Op, Integer>> counts) {
        return new Contestant("counting", true, (stage, handles) -> {
            Policy oracle = Baselines.oracle().enter(stage, handles);
            return view -> {
                Answer answer = oracle.decide(view);
                IntStream.range(0, view.visible())
                        .filter(row -> view.handle(row) == answer.action().a())
                        .filter(row ->
                                answer.action().op() != Op.GO && answer.action().op() != Op.WAIT)
                        .forEach(row -> counts.computeIfAbsent(view.category(row), kind -> new EnumMap<>(Op.class))
                                .merge(answer.action().op(), 1, Integer::sum));
                return answer;
            };
        });
    }

    /// What it holds it puts on the next thing.
    private static Contestant ofHabit(Map<String, Op> habits) {
        return new Contestant("of habit", false, (stage, handles) -> {
            int[] step = {0};
            return view -> {
                int row = step[0] / 2 % view.visible();
                int thing = view.handle(row);
                Op habit = habits.getOrDefault(view.category(row), Op.LOOK);
                Action act = new Action(habit, thing, view.handle((row + 1) % view.visible()), Relation.ON.code());
                return Answer.of(step[0]++ % 2 == 0 ? Action.of(Op.GO, thing) : act);
            };
        });
    }
}
