package dev.firsthand.bench.baseline;

import dev.firsthand.bench.oracle.Oracle;
import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.Handles;
import dev.firsthand.bench.policy.Policy;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Stage;
import dev.firsthand.bench.world.Action;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Does what is asked, says so, and believes it from then on.
final class OnceAndDone implements Policy {
    private static final int A_MINUTE_MS = 60_000;
    private static final int SURE_PER_MILLE = 1000;

    private final Stage stage;
    private final Handles handles;
    private final Oracle oracle;
    private final Set<Integer> done = new HashSet<>();

    OnceAndDone(Stage stage, Handles handles) {
        this.stage = stage;
        this.handles = handles;
        oracle = Oracle.withPartialView(stage.world(), stage.robot());
    }

    @Override
    public Answer decide(View view) {
        for (int task = 0; task < stage.tasks(); task++) {
            if (stage.isOpen(task) && !done.contains(task)) {
                Optional<Action> step = oracle.next(stage.goal(task));
                if (step.isPresent()) {
                    return Answer.of(handles.toPolicy(step.get()));
                }
                if (stage.holds(task)) {
                    done.add(task);
                    return new Answer(Action.waiting(1), claim(view, task), Optional.empty());
                }
            }
        }
        return Answer.of(Action.waiting(A_MINUTE_MS));
    }

    /// Nothing can be said of a request that was not heard.
    private static Optional<Answer.Claim> claim(View view, int task) {
        return IntStream.range(0, view.requests())
                .filter(request -> view.taskOfRequest(request) == task)
                .mapToObj(request -> new Answer.Claim(request, SURE_PER_MILLE))
                .findFirst();
    }
}
