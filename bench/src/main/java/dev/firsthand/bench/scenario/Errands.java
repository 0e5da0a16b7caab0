package dev.firsthand.bench.scenario;

import dev.firsthand.bench.oracle.Oracle;
import dev.firsthand.bench.world.Action;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How an oracle goes about several tasks: what is due first is done first, and looked after until it is over.
public final class Errands {
    private static final int A_MINUTE_MS = 60_000;

    private final Stage stage;
    private final Oracle oracle;
    private final List<Integer> byDeadline;

    private Errands(Stage stage, Oracle oracle) {
        this.stage = stage;
        this.oracle = oracle;
        byDeadline = IntStream.range(0, stage.tasks())
                .boxed()
                .sorted(Comparator.comparingLong(
                        task -> stage.scenario().tasks().get(task).deadlineMs()))
                .toList();
    }

    public static Errands withFullView(Stage stage) {
        return new Errands(stage, Oracle.withFullView(stage.world(), stage.robot()));
    }

    public static Errands withPartialView(Stage stage) {
        return new Errands(stage, Oracle.withPartialView(stage.world(), stage.robot()));
    }

    /// The next decision; a wait if nothing is to be done.
    public Action next() {
        for (int task : byDeadline) {
            if (stage.isOpen(task)) {
                Optional<Action> step = oracle.next(stage.goal(task));
                if (step.isPresent()) {
                    return step.get();
                }
            }
        }
        return Action.waiting(A_MINUTE_MS);
    }
}
