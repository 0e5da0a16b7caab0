package dev.firsthand.bench.serve;

import dev.firsthand.bench.policy.Answer;
import dev.firsthand.bench.policy.View;
import dev.firsthand.bench.scenario.Library;
import dev.firsthand.bench.scenario.Scenario;
import dev.firsthand.bench.score.EpisodeScore;
import dev.firsthand.bench.trial.Arm;
import dev.firsthand.bench.trial.Outcome;
import dev.firsthand.bench.trial.Trace;
import dev.firsthand.bench.trial.Trial;
import dev.firsthand.bench.trial.Twins;
import dev.firsthand.bench.world.Action;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One day that somebody outside steps. What they earn is told as soon as it stands: when a task is judged.
final class Session {
    private final Trial trial;
    private final Twins references;
    private final Library library;
    private double earned;

    private Session(Trial trial, Twins references, Library library) {
        this.trial = trial;
        this.references = references;
        this.library = library;
    }

    static Session begin(Scenario scenario, Library library) {
        var references = new Twins(scenario, Twins.references(scenario, library));
        return new Session(Trial.begin(scenario, library), references, library);
    }

    View view() {
        return trial.view();
    }

    boolean isOver() {
        return trial.isOver();
    }

    boolean isCut() {
        return !trial.isOver() && trial.isOutOfDecisions();
    }

    boolean isValid(Action action) {
        return trial.isValid(action);
    }

    /// What this decision earned: all of a day together is the score Q.
    double step(Answer answer) {
        trial.step(answer);
        double before = earned;
        earned = standing();
        return earned - before;
    }

    double earned() {
        return earned;
    }

    /// The weighted share of what counts, from the tasks that can't change any more.
    private double standing() {
        List<EpisodeScore.TaskScore> tasks = EpisodeScore.tasks(references, trial.credits(), trial.cancelled());
        Set<Integer> judged = new HashSet<>(trial.judged());
        int weights = tasks.stream().mapToInt(EpisodeScore.TaskScore::weight).sum();
        return tasks.stream()
                        .filter(task -> judged.contains(task.task()))
                        .mapToDouble(task -> task.weight() * task.q())
                        .sum()
                / Math.max(1, weights);
    }

    /// The traces of a day that is over, beside those of nobody, the oracle and people alone.
    Map<Arm, Trace> traces() {
        Map<Arm, Trace> traces = new EnumMap<>(Arm.class);
        references.arms().forEach((arm, outcome) -> traces.put(arm, outcome.trace()));
        Outcome own = trial.end();
        traces.put(Arm.POLICY, own.trace());
        for (Arm arm : List.of(Arm.HUMAN_ONLY, Arm.CALM_NO_OP)) {
            traces.put(arm, Twins.idle(arm, references.scenario(), library).trace());
        }
        return traces;
    }
}
